import type { Interception } from './Interception.js';
import type { RuleIndex } from './RuleIndex.js';
import { destinationsOf, idsOf, portOf, portsOf, unique } from './values.js';

type Facts = Omit<Interception, 'source' | 'backend' | 'format' | 'native' | 'families' | 'incomplete' | 'releases'>;

/**
 * What a sidecar's rules say. Only what is led to counts: ISTIO_INBOUND is there even when nothing is captured inbound, and in nat even
 * when TPROXY captures (tools/istio-iptables/pkg/capture/run.go).
 */
export function sidecarInterception(rules: RuleIndex): Facts {
  const inbound = inboundOf(rules);
  const outbound = outboundOf(rules);
  const mangle = rules.has('mangle PREROUTING', /> jump ISTIO_INBOUND$/);
  const own = ownerIds(rules);
  return {
    mode: inbound && mangle ? 'TPROXY' : inbound || outbound ? 'REDIRECT' : 'none',
    inbound,
    outbound,
    dns: dnsOf(rules),
    proxy: { ...own, mark: markOf(rules) },
    ...interfaces(rules),
    ...groups(rules, own.gids),
    dropsInvalid: rules.has('mangle PREROUTING', /^(?:tcp )?state > (?:jump ISTIO_DROP|DROP)$/),
  };
}

function inboundOf(rules: RuleIndex): Interception['inbound'] {
  const table = ['mangle', 'nat'].find((name) => rules.has(`${name} PREROUTING`, /> jump ISTIO_INBOUND$/));
  if (table === undefined) return undefined;
  const chain = `${table} ISTIO_INBOUND`;
  const to = table === 'mangle' ? 'ISTIO_TPROXY' : 'ISTIO_IN_REDIRECT';
  const all = rules.has(chain, new RegExp(`^tcp > jump ${to}$`));
  return {
    port: portOf(rules.find(`${table} ${to}`, /> (?:REDIRECT|TPROXY)/)),
    ports: all ? '*' : portsOf(rules.find(chain, new RegExp(`^tcp (?:dport|dns)\\S* > jump ${to}$`))),
    excludedPorts: portsOf(rules.find(chain, /^tcp (?:dport|dns)\S* > RETURN$/)),
  };
}

function outboundOf(rules: RuleIndex): Interception['outbound'] {
  if (!rules.has('nat OUTPUT', /^(?:tcp )?> jump ISTIO_OUTPUT$/)) return undefined;
  const chain = 'nat ISTIO_OUTPUT';
  const localhosts = localhostsOf(rules);
  const ranges = destinationsOf(rules.find(chain, /^(?:destination|localhost) > jump ISTIO_REDIRECT$/));
  const ports = portsOf(rules.find(chain, /^tcp (?:dport|dns)\S* > jump ISTIO_REDIRECT$/));
  const all = rules.has(chain, /^> jump ISTIO_REDIRECT$/);
  if (!all && ranges.length === 0 && ports.length === 0) return undefined;
  return {
    port: portOf(rules.find('nat ISTIO_REDIRECT', /^tcp > REDIRECT/)),
    ranges: all ? '*' : ranges,
    excludedRanges: destinationsOf(rules.find(chain, /^(?:destination|localhost) > RETURN$/)).filter(
      (range) => !localhosts.includes(range),
    ),
    ports,
    excludedPorts: portsOf(rules.find(chain, /^tcp (?:dport|dns)\S* > RETURN$/)),
  };
}

/** What the rules count as localhost: of each family the first loopback range that returns. */
export function localhostsOf(rules: RuleIndex): readonly string[] {
  const loopback = destinationsOf(rules.find('nat ISTIO_OUTPUT', /^localhost > RETURN$/));
  const ofFamily = (isIpv6: boolean): readonly string[] =>
    loopback.filter((range) => range.includes(':') === isIpv6).slice(0, 1);
  return [...ofFamily(false), ...ofFamily(true)];
}

function dnsOf(rules: RuleIndex): Interception['dns'] {
  const udp = /^(?:(?:destination|localhost) )?udp dns > (?:REDIRECT|DNAT)/;
  const led = rules.has('nat ISTIO_OUTPUT', /^> jump ISTIO_OUTPUT_DNS$/);
  const found = [
    ...(led ? rules.find('nat ISTIO_OUTPUT_DNS', udp) : []),
    ...rules.find('nat ISTIO_OUTPUT', udp),
    ...rules.find('nat OUTPUT', /^(?:(?:destination|localhost) )?udp dns > (?:REDIRECT|DNAT) agent$/),
  ];
  if (found.length === 0) return undefined;
  const any = found.some(({ criteria }) => criteria.destination === undefined);
  return { port: portOf(found), resolvers: any ? '*' : destinationsOf(found) };
}

/** From 1.5 on every id of the proxy has a rule for calls to oneself; before, only the exemption. */
function ownerIds(rules: RuleIndex): { readonly uids: readonly number[]; readonly gids: readonly number[] } {
  const chain = 'nat ISTIO_OUTPUT';
  const self = rules.find(chain, /^!(?:localhost|destination) to-lo .*(?:user|group) > jump ISTIO_IN_REDIRECT$/);
  const inside = rules.find(chain, /^to-lo .*!(?:user|group) > RETURN$/);
  const left = rules.find(chain, /^(?:user|group) > RETURN$/);
  const known = [...self, ...inside];
  const source = known.length > 0 ? known : left;
  return { uids: idsOf(source, 'users'), gids: idsOf(source, 'groups') };
}

function groups(
  rules: RuleIndex,
  proxyGids: readonly number[],
): Pick<Interception, 'ownerGroups' | 'excludedOwnerGroups'> {
  const included = rules.find('nat ISTIO_OUTPUT', /^!group > RETURN$/);
  const returned = idsOf(rules.find('nat ISTIO_OUTPUT', /^group > RETURN$/), 'groups');
  return {
    ownerGroups: included.length === 0 ? '*' : idsOf(included, 'groups'),
    excludedOwnerGroups: returned.filter((gid) => !proxyGids.includes(gid)),
  };
}

function interfaces(rules: RuleIndex): Pick<Interception, 'excludedInterfaces' | 'virtualInterfaces'> {
  const excluded = rules
    .find('nat OUTPUT', /^out > RETURN$/)
    .flatMap(({ criteria }) => criteria.outInterface?.value ?? []);
  const arriving = rules
    .find('nat PREROUTING', /^in > RETURN$/)
    .flatMap(({ criteria }) => criteria.inInterface?.value ?? []);
  return {
    excludedInterfaces: unique(excluded),
    // Each is inserted before those that came before it.
    virtualInterfaces: unique(arriving.filter((name) => !excluded.includes(name))).toReversed(),
  };
}

function markOf(rules: RuleIndex): number | undefined {
  const [rule] = rules.find('mangle ISTIO_TPROXY', /> TPROXY$/);
  return rule?.effect.kind === 'TPROXY' ? rule.effect.mark.value : undefined;
}
