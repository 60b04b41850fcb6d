import type { Hook } from '../../model/Hook.js';
import { plainStep, type Journey } from '../Journey.js';
import type { Flow } from './Flow.js';
import { newFlow } from './newFlow.js';
import { makeTuple, sameTuple } from './tuple.js';
import type { Tracking } from './Tracking.js';

/**
 * The conntrack hook: finds the packet's flow in its zone, or begins one. A packet that has its flow already (back over lo), or is
 * not to be tracked, passes. An invalid packet gets no flow.
 */
export function trackPacket(journey: Journey, hook: Hook): void {
  const { tracking, packet } = journey;
  if (!journey.conntrack || tracking.kind !== 'none' || journey.invalid) return;
  const zone = tracking.zone ?? 0;
  const tuple = makeTuple(packet.source, packet.sourcePort, packet.destination, packet.destinationPort);
  const found = lookup(journey.known, packet.protocol, zone, tuple);
  journey.tracking = found ?? {
    kind: 'flow',
    flow: newFlow(packet.protocol, zone, tuple),
    direction: 'ORIGINAL',
    state: 'NEW',
  };
  const state = journey.tracking.kind === 'flow' ? journey.tracking.state : 'NEW';
  const effects = zone === 0 ? [] : [`zone ${zone}`];
  plainStep(journey, { kind: 'conntrack', hook, verdict: state, effects });
}

function lookup(
  known: Flow | undefined,
  protocol: string,
  zone: number,
  tuple: Flow['original'],
): Tracking | undefined {
  if (known?.zone !== zone || known.protocol !== protocol) return undefined;
  if (sameTuple(known.reply, tuple)) {
    return { kind: 'flow', flow: { ...known, seenReply: true }, direction: 'REPLY', state: 'ESTABLISHED' };
  }
  if (!sameTuple(known.original, tuple)) return undefined;
  return { kind: 'flow', flow: known, direction: 'ORIGINAL', state: known.seenReply ? 'ESTABLISHED' : 'NEW' };
}
