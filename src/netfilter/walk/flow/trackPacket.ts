import type { Hook } from '../../model/Hook.js';
import { plainStep, type Journey } from '../Journey.js';
import { isInvalidTcp } from './isInvalidTcp.js';
import { newFlow } from './newFlow.js';
import { makeTuple, sameTuple } from './tuple.js';
import type { Tracking } from './Tracking.js';

/**
 * The conntrack hook: finds the packet's flow in its zone, or begins one. A packet that has its flow already (back over lo), or is
 * not to be tracked, passes. An INVALID packet gets no flow.
 */
export function trackPacket(journey: Journey, hook: Hook): void {
  const { tracking } = journey;
  if (!journey.conntrack || tracking.kind !== 'none' || journey.invalid) return;
  const zone = tracking.zone ?? 0;
  const found = flowOf(journey, zone);
  journey.tracking = found ?? { kind: 'none' };
  const effects = zone === 0 ? [] : [`zone ${zone}`];
  plainStep(journey, { kind: 'conntrack', hook, verdict: found?.state ?? 'INVALID', effects });
}

function flowOf({ netns, packet, known }: Journey, zone: number): Extract<Tracking, { kind: 'flow' }> | undefined {
  const { protocol, tcpFlags } = packet;
  const tuple = makeTuple(packet.source, packet.sourcePort, packet.destination, packet.destinationPort);
  const isInvalid = (unanswered: boolean): boolean =>
    tcpFlags !== undefined && isInvalidTcp(netns, tcpFlags, unanswered);
  if (known?.zone === zone && known.protocol === protocol) {
    if (sameTuple(known.reply, tuple)) {
      return { kind: 'flow', flow: { ...known, seenReply: true }, direction: 'REPLY', state: 'ESTABLISHED' };
    }
    if (sameTuple(known.original, tuple)) {
      if (known.seenReply) return { kind: 'flow', flow: known, direction: 'ORIGINAL', state: 'ESTABLISHED' };
      return isInvalid(true) ? undefined : { kind: 'flow', flow: known, direction: 'ORIGINAL', state: 'NEW' };
    }
  }
  if (isInvalid(false)) return undefined;
  return { kind: 'flow', flow: newFlow(protocol, zone, tuple), direction: 'ORIGINAL', state: 'NEW' };
}
