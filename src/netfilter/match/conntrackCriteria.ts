import type { Criterion } from '../../logic/Criterion.js';
import { truthOf, type Truth } from '../../logic/Truth.js';
import type { IpAddress } from '../../net/IpAddress.js';
import { addressInMask } from '../model/AddressMask.js';
import type { ConntrackEntry, ConntrackView } from '../model/ConntrackView.js';
import { inRange, printRange } from '../model/NumberRange.js';
import type { Packet } from '../model/Packet.js';
import { printAddressMask } from '../words/parseAddressMask.js';
import { protocolName } from '../words/protocols.js';
import type { ConntrackMatch } from './conntrack.js';
import { ADDRESS_OPTIONS, PORT_OPTIONS, type AddressField, type PortField } from './conntrackOptions.js';
import { criterion, fixedCriterion, NOT_KNOWN } from './criterion.js';
import type { CtStateName } from './parseCtNames.js';

/**
 * One criterion an option. Without an entry only the state is asked: where it holds, all other options are skipped, and without
 * a state option nothing matches, negated or not (`conntrack_mt` of `xt_conntrack.c`).
 */
export function conntrackCriteria(match: ConntrackMatch, { conntrack }: Packet): readonly Criterion[] {
  const { entry } = conntrack;
  const states = match.states === undefined ? [] : [stateCriterion(match, match.states, conntrack)];
  if (entry !== undefined) return [...states, ...entryCriteria(match, entry)];
  if (match.states !== undefined) return states;
  const note = 'without a conntrack entry only --ctstate can match; all else is no, even negated';
  return [fixedCriterion('conntrack', { not: false }, 'an entry', 'no entry', 'no', note)];
}

function stateCriterion(
  { module }: ConntrackMatch,
  states: NonNullable<ConntrackMatch['states']>,
  { state, entry }: ConntrackView,
): Criterion {
  const name = module === 'state' ? '--state' : '--ctstate';
  const got: CtStateName[] = [state];
  if (entry?.snat && module === 'conntrack') got.push('SNAT');
  if (entry?.dnat && module === 'conntrack') got.push('DNAT');
  return criterion(
    name,
    states,
    states.value.join(','),
    got.join(','),
    got.some((one) => states.value.includes(one)),
  );
}

function entryCriteria(match: ConntrackMatch, entry: ConntrackEntry): readonly Criterion[] {
  const { protocol, status, expire, direction } = match;
  const criteria: Criterion[] = [];
  if (protocol) {
    const got = protocolName(entry.protocol) ?? entry.protocol;
    criteria.push(criterion('--ctproto', protocol, protocol.value, got, got === protocol.value));
  }
  for (const [name, field] of ADDRESS_OPTIONS) {
    const option = match[field];
    if (!option) continue;
    const ip = addressOf(entry, field);
    criteria.push(criterion(name, option, printAddressMask(option.value), ip.text, addressInMask(option.value, ip)));
  }
  if (status) {
    const truth: Truth =
      entry.status === undefined ? 'unknown' : truthOf(entry.status.some((one) => status.value.includes(one)));
    // NONE is no bit at all, so it never matches.
    const certain = status.value.every((one) => one === 'NONE') ? 'no' : truth;
    criteria.push(
      criterion('--ctstatus', status, status.value.join(','), entry.status?.join(',') ?? NOT_KNOWN, certain),
    );
  }
  for (const [name, field] of PORT_OPTIONS) {
    const option = match[field];
    if (!option) continue;
    const port = portOf(entry, field);
    const truth: Truth = port === undefined ? 'unknown' : truthOf(inRange(option.value, port));
    criteria.push(
      criterion(name, option, printRange(option.value, ':'), port === undefined ? NOT_KNOWN : String(port), truth),
    );
  }
  if (expire) criteria.push(criterion('--ctexpire', expire, printRange(expire.value, ':'), NOT_KNOWN, 'unknown'));
  if (direction) {
    criteria.push(criterion('--ctdir', { not: false }, direction, entry.direction, direction === entry.direction));
  }
  return criteria;
}

function addressOf({ original, reply }: ConntrackEntry, field: AddressField): IpAddress {
  const addresses = {
    originalSource: original.source,
    originalDestination: original.destination,
    replySource: reply.source,
    replyDestination: reply.destination,
  } satisfies Record<AddressField, IpAddress>;
  return addresses[field];
}

/** Of an echo's flow type and code stand where others have the destination port, and its identifier where they have the source port. */
const ECHO: Readonly<Record<string, Partial<Record<PortField, number>>>> = {
  icmp: { originalDestinationPort: 8 << 8, replyDestinationPort: 0 },
  'ipv6-icmp': { originalDestinationPort: 128 << 8, replyDestinationPort: 129 << 8 },
};

function portOf({ protocol, original, reply }: ConntrackEntry, field: PortField): number | undefined {
  const echo = ECHO[protocol];
  if (echo !== undefined) return echo[field];
  const ports = {
    originalSourcePort: original.sourcePort,
    originalDestinationPort: original.destinationPort,
    replySourcePort: reply.sourcePort,
    replyDestinationPort: reply.destinationPort,
  } satisfies Record<PortField, number | undefined>;
  return ports[field];
}
