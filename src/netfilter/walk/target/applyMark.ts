import type { ConnmarkTarget } from '../../target/CONNMARK.js';
import type { Journey } from '../Journey.js';
import { NEXT, type TargetEffect } from './TargetEffect.js';

/** `(mark & ~mask) ^ value` over 32 bits without sign. */
export function xmark(mark: number, value: number, mask: number): number {
  return ((mark & ~mask) ^ value) >>> 0;
}

/** A mark as iptables prints it: `0x539`. */
export function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

/** `MARK --set-xmark value/mask`. */
export function setMark(journey: Journey, value: number, mask: number): TargetEffect {
  return changeMark(journey, xmark(journey.packet.mark, value, mask));
}

function changeMark(journey: Journey, mark: number): TargetEffect {
  const before = journey.packet.mark;
  journey.packet = { ...journey.packet, mark };
  return { kind: 'next', effects: before === mark ? [] : [`mark ${hex(before)} -> ${hex(mark)}`] };
}

/** `CONNMARK`: set, save to the flow, restore from it; without a flow nothing happens. The template of a CT rule has mark 0. */
export function applyConnmark(journey: Journey, target: ConnmarkTarget): TargetEffect {
  const { tracking } = journey;
  const template = tracking.kind === 'none' && tracking.zone !== undefined;
  if (template && target.operation === 'restore') return setMark(journey, 0, target.nfmask);
  if (tracking.kind !== 'flow') return NEXT;
  const before = tracking.flow.mark;
  if (target.operation === 'restore') {
    return changeMark(journey, xmark(journey.packet.mark, (before & target.ctmask) >>> 0, target.nfmask));
  }
  const mark =
    target.operation === 'set'
      ? xmark(before, target.value, target.mask)
      : xmark(before, (journey.packet.mark & target.nfmask) >>> 0, target.ctmask);
  journey.tracking = { ...tracking, flow: { ...tracking.flow, mark } };
  return { kind: 'next', effects: before === mark ? [] : [`connection mark ${hex(before)} -> ${hex(mark)}`] };
}
