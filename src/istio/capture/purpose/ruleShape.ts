import { parseCidr } from '../../../net/Cidr.js';
import { isLoopback } from '../../../net/IpAddress.js';
import type { Negatable } from '../../../netfilter/model/Negatable.js';
import type { NumberRange } from '../../../netfilter/model/NumberRange.js';
import type { Criteria } from '../plain/Criteria.js';
import type { Effect } from '../plain/Effect.js';
import type { PlainRule } from '../plain/plainRule.js';

/** Ports on which the agent proxies DNS: 15053, and 15013 in Istio 1.6 (tools/istio-iptables/pkg/constants). */
const AGENT_DNS_PORTS: ReadonlySet<number> = new Set([15053, 15013]);

/**
 * A rule without its values, as words: `!localhost to-lo tcp !dport user > jump ISTIO_IN_REDIRECT`. Of values only those are told
 * apart that make another kind of rule: the loopback interface and addresses, the ports of DNS.
 */
export function ruleShape({ criteria, effect }: Pick<PlainRule, 'criteria' | 'effect'>): string {
  return [...criteriaShape(criteria), '>', effectShape(effect)].join(' ');
}

/** The shape, then shapes with ordinary values in place of special ones: what to look a rule up by, the first that is known counts. */
export function shapesOf(rule: Pick<PlainRule, 'criteria' | 'effect'>): readonly [string, ...string[]] {
  const shape = ruleShape(rule);
  return [shape, anyAddress(shape), anyPort(shape), anyPort(anyAddress(shape))];
}

function anyAddress(shape: string): string {
  return shape.replace(/\blocalhost\b/g, 'destination');
}

function anyPort(shape: string): string {
  return shape
    .replace(/(^|[ !])dns\b/g, '$1dport')
    .replace(/\b([ds]port)-\w+/g, '$1')
    .replace(/REDIRECT agent$/, 'REDIRECT');
}

function criteriaShape(criteria: Criteria): readonly string[] {
  return [
    ...word('source', criteria.source),
    ...word(isLocal(criteria.destination) ? 'localhost' : 'destination', criteria.destination),
    ...word(criteria.inInterface?.value === 'lo' ? 'from-lo' : 'in', criteria.inInterface),
    ...word(criteria.outInterface?.value === 'lo' ? 'to-lo' : 'out', criteria.outInterface),
    ...word(criteria.protocol?.value ?? '', criteria.protocol),
    ...word(sourcePortWord(criteria.sourcePorts), criteria.sourcePorts),
    ...word(destinationPortWord(criteria.destinationPorts), criteria.destinationPorts),
    ...owners('user', criteria.users),
    ...owners('group', criteria.groups),
    ...word('mark', criteria.mark),
    ...word('connmark', criteria.connmark),
    ...word('state', criteria.states),
    ...word('socket', criteria.socket),
    ...word('socket-exists', criteria.socketExists),
    ...word('set', criteria.set),
    ...criteria.others.map(() => 'other'),
  ];
}

function effectShape(effect: Effect): string {
  if (effect.kind === 'jump') return `jump ${effect.chain}`;
  if (effect.kind === 'REDIRECT' && effect.port !== undefined && AGENT_DNS_PORTS.has(effect.port))
    return 'REDIRECT agent';
  if (effect.kind === 'DNAT' && effect.to.endsWith(':15053')) return 'DNAT agent';
  return effect.kind;
}

function word(name: string, value: Negatable<unknown> | undefined): readonly string[] {
  return value ? [`${value.not ? '!' : ''}${name}`] : [];
}

/** Several negated owners are one test of "none of these". */
function owners(name: string, values: readonly Negatable<NumberRange>[]): readonly string[] {
  if (values.length > 1 && values.every((value) => value.not)) return [`!${name}`];
  return values.flatMap((value) => word(name, value));
}

function isLocal(destination: Negatable<string> | undefined): boolean {
  const cidr = destination && parseCidr(destination.value);
  return cidr !== undefined && isLoopback(cidr.address);
}

function sourcePortWord(ports: Negatable<readonly NumberRange[]> | undefined): string {
  const port = onlyPort(ports?.value);
  if (port === 53) return 'sport-dns';
  return port !== undefined && AGENT_DNS_PORTS.has(port) ? 'sport-agent' : 'sport';
}

function destinationPortWord(ports: Negatable<readonly NumberRange[]> | undefined): string {
  const port = onlyPort(ports?.value);
  if (port === 53) return 'dns';
  return port !== undefined && AGENT_DNS_PORTS.has(port) ? 'dport-agent' : 'dport';
}

function onlyPort(ports: readonly NumberRange[] | undefined): number | undefined {
  const [range, ...rest] = ports ?? [];
  return range && rest.length === 0 && range.min === range.max ? range.min : undefined;
}
