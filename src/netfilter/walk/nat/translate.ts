import { formatSocketAddress } from '../../../net/SocketAddress.js';
import type { IpAddress } from '../../../net/IpAddress.js';
import type { Hook } from '../../model/Hook.js';
import type { Rule } from '../../model/Rule.js';
import type { DnatTarget } from '../../target/DNAT.js';
import type { MasqueradeTarget } from '../../target/MASQUERADE.js';
import type { NatRange } from '../../target/NatRange.js';
import type { RedirectTarget } from '../../target/REDIRECT.js';
import type { SnatTarget } from '../../target/SNAT.js';
import { makeTuple } from '../flow/tuple.js';
import { ruleCoordinate } from '../hooks/coordinate.js';
import type { Journey } from '../Journey.js';
import { dropEffect } from '../target/refuse.js';
import { undecidedTarget, type TargetEffect } from '../target/TargetEffect.js';
import { masqueradeAddress } from './masqueradeAddress.js';
import { pickTranslation } from './pickTranslation.js';
import { redirectAddress } from './redirectAddress.js';

/** Decided for the flow, and nothing done to a reset that is RELATED to it. */
const ACCEPTED: TargetEffect = { kind: 'accept', effects: [] };

/**
 * REDIRECT and DNAT: the flow gets a new destination, and so does the packet. One that is the same is a decision too, but the flow
 * does not count as DNAT then (`nf_nat_setup_info`). Without an address to redirect to: DROP.
 */
export function translateDestination(
  journey: Journey,
  hook: Hook,
  rule: Rule,
  target: RedirectTarget | DnatTarget,
): TargetEffect {
  const { packet, tracking } = journey;
  const where = ruleCoordinate(rule);
  if (tracking.kind !== 'flow') return undecidedTarget(`${where}: ${target.kind} of a packet without conntrack`);
  const address = target.kind === 'REDIRECT' ? redirectAddress(journey, hook) : packet.destination;
  if (address === 'unknown') return undecidedTarget(`${where}: the addresses of ${packet.inInterface} are not known`);
  if (address === 'none') return dropEffect(journey, hook);
  const picked = pickTranslation(journey.choose, where, target, { ip: address, port: packet.destinationPort });
  if (picked.kind === 'undecided') return undecidedTarget(picked.why);
  const { flow } = tracking;
  const { ip, port } = picked;
  journey.tracking = {
    ...tracking,
    flow: {
      ...flow,
      dnat:
        ip.text !== packet.destination.text ||
        port !== packet.destinationPort ||
        hasNewIdentifier(target, packet.protocol),
      ...(hasNewIdentifier(target, packet.protocol) ? { newIdentifier: true } : {}),
      destinationDecided: true,
      by: target.kind === 'REDIRECT' ? 'redirect' : 'dnat',
      reply: makeTuple(ip, port, flow.reply.destination, flow.reply.destinationPort),
    },
  };
  const { destinationPort: from, ...rest } = packet;
  if (tracking.state === 'RELATED') return ACCEPTED;
  journey.packet = { ...rest, destination: ip, ...(port === undefined ? {} : { destinationPort: port }) };
  return {
    kind: 'accept',
    effects: [`destination ${addressText(packet.destination, from)} -> ${addressText(ip, port)}`],
  };
}

/** SNAT and MASQUERADE: the flow gets a new source, and so does the packet. */
export function translateSource(journey: Journey, rule: Rule, target: SnatTarget | MasqueradeTarget): TargetEffect {
  const { packet, tracking } = journey;
  const where = ruleCoordinate(rule);
  if (tracking.kind !== 'flow') return undecidedTarget(`${where}: ${target.kind} of a packet without conntrack`);
  const address = target.kind === 'MASQUERADE' ? masqueradeAddress(journey) : packet.source;
  if (address === undefined) return undecidedTarget(`${where}: no address of ${packet.outInterface} is known`);
  const picked = pickTranslation(
    journey.choose,
    where,
    keepUnknownPort(target, packet.sourcePort),
    {
      ip: address,
      port: packet.sourcePort,
    },
    true,
  );
  if (picked.kind === 'undecided') return undecidedTarget(picked.why);
  const { flow } = tracking;
  const { ip, port } = picked;
  journey.tracking = {
    ...tracking,
    flow: {
      ...flow,
      snat: ip.text !== packet.source.text || port !== packet.sourcePort || hasNewIdentifier(target, packet.protocol),
      ...(hasNewIdentifier(target, packet.protocol) ? { newIdentifier: true } : {}),
      sourceDecided: true,
      reply: makeTuple(flow.reply.source, flow.reply.sourcePort, ip, port),
    },
  };
  const { sourcePort: from, ...rest } = packet;
  if (tracking.state === 'RELATED') return ACCEPTED;
  journey.packet = { ...rest, source: ip, ...(port === undefined ? {} : { sourcePort: port }) };
  return { kind: 'accept', effects: [`source ${addressText(packet.source, from)} -> ${addressText(ip, port)}`] };
}

/** `--random` gives an echo another identifier, whichever end is translated (`nf_nat_l4proto_unique_tuple`). */
function hasNewIdentifier({ random, randomFully }: NatRange, protocol: string): boolean {
  return (random || randomFully) && (protocol === 'icmp' || protocol === 'ipv6-icmp');
}

/** An ephemeral port that is not known stays so: whether it lies in the range is not worth a fork. */
function keepUnknownPort(range: NatRange, port: number | undefined): NatRange {
  if (port !== undefined || range.ports === undefined || range.ports.min === range.ports.max) return range;
  const { ports: _, ...rest } = range;
  return rest;
}

function addressText(ip: IpAddress, port: number | undefined): string {
  return port === undefined ? ip.text : formatSocketAddress({ ip, port });
}
