import { isLoopback, parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { PacketWalk } from '../../netfilter/walk/PacketWalk.js';
import type { Rule } from '../../netfilter/model/Rule.js';

const STAND_IN = parseIp('240.0.0.1');

/**
 * The address that stands in for a name outside of the cluster whose address is not known: reserved (RFC 1112), so that no
 * pod, Service or listener has it.
 */
export function standInAddress(): IpAddress {
  if (STAND_IN === undefined) throw new Error('240.0.0.1 is an address');
  return STAND_IN;
}

/**
 * The first rule on the way whose decision rests on the unknown address: one that names a network other than loopback as
 * destination and would decide otherwise for an address inside of it. Undefined when no rule does.
 */
export function undecidedByAddress(walk: PacketWalk): string | undefined {
  for (const step of walk.steps) {
    const rules = step.nearMisses.filter(({ failed }) => failed.name === '--destination').map(({ rule }) => rule);
    if (step.rule !== undefined) rules.push(step.rule);
    const found = rules.find(namesForeignNetwork);
    if (found !== undefined) return `${found.table}:${found.chain}:${found.index} (${found.text})`;
  }
  return undefined;
}

function namesForeignNetwork(rule: Rule): boolean {
  return rule.matches.some((match) => match.kind === 'destination' && !isLoopback(match.value.address));
}
