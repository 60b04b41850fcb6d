import type { Journey } from '../Journey.js';
import { NEXT, type TargetEffect } from './TargetEffect.js';

/** `TOS`, `DSCP`: a byte that is not known stays unknown. */
export function setTos(journey: Journey, value: number, mask: number): TargetEffect {
  const before = journey.packet.tos;
  const tos = (((before ?? 0) & ~mask) ^ value) & 0xff;
  if (before !== tos) journey.headerWrites += 1;
  if (before === undefined && mask !== 0xff) return NEXT;
  journey.packet = { ...journey.packet, tos };
  return { kind: 'next', effects: [`tos 0x${tos.toString(16)}`] };
}

/** `TTL`, `HL`: later rules see what it changed. */
export function setTtl(journey: Journey, operation: 'set' | 'dec' | 'inc', value: number): TargetEffect {
  const before = journey.packet.ttl;
  const change = { set: value, dec: (before ?? 0) - value, inc: (before ?? 0) + value }[operation];
  const ttl = Math.min(255, Math.max(0, change));
  if (journey.packet.family === 6 && before !== ttl) journey.headerWrites += 1;
  if (before === undefined && operation !== 'set') return NEXT;
  journey.packet = { ...journey.packet, ttl };
  return { kind: 'next', effects: [`ttl ${ttl}`] };
}
