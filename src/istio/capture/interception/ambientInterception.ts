import type { Interception } from './Interception.js';
import type { RuleIndex } from './RuleIndex.js';
import { portOf, portsOf, unique } from './values.js';

type Facts = Omit<Interception, 'source' | 'backend' | 'format' | 'native' | 'families' | 'incomplete'>;

/** What the rules in an ambient pod say (cni/pkg/iptables): ztunnel's packets bear a mark; 1.21 to 1.23 used TPROXY inbound. */
export function ambientInterception(rules: RuleIndex): Facts {
  const tproxy = rules.find('mangle ISTIO_PRERT', /^(?:!\S+ )?tcp !mark > TPROXY$/);
  const redirect = rules.find('nat ISTIO_PRERT', /^!\S+ tcp !dport\S* !mark > REDIRECT/);
  const inbound = [...redirect, ...tproxy];
  const outbound = rules.find('nat ISTIO_OUTPUT', /^!\S+ tcp !mark > REDIRECT/);
  const dns = rules.find('nat ISTIO_OUTPUT', /dns !mark > REDIRECT/);
  const virtual = rules.find('nat ISTIO_PRERT', /^in tcp > REDIRECT/);
  const [marked] = [...inbound, ...outbound, ...rules.find('mangle ISTIO_PRERT', /^mark > CONNMARK$/)];
  return {
    mode: 'ambient',
    inbound: inbound.length === 0 ? undefined : { port: portOf(inbound), ports: '*', excludedPorts: portsOf(inbound) },
    outbound:
      outbound.length === 0
        ? undefined
        : { port: portOf(outbound), ranges: '*', excludedRanges: [], ports: [], excludedPorts: [] },
    dns: dns.length === 0 ? undefined : { port: portOf(dns), resolvers: '*' },
    proxy: { uids: [], gids: [], mark: marked?.criteria.mark?.value.value },
    excludedInterfaces: [],
    virtualInterfaces: unique(virtual.flatMap(({ criteria }) => criteria.inInterface?.value ?? [])),
    ownerGroups: '*',
    excludedOwnerGroups: [],
    dropsInvalid: false,
    releases: { from: tproxy.length > 0 ? 21 : 24, to: tproxy.length > 0 ? 23 : undefined },
  };
}
