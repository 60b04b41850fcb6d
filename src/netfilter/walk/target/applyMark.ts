import type { MaskedValue } from '../../model/MaskedValue.js';
import type { ConnmarkTarget } from '../../target/CONNMARK.js';
import { applyXmark } from '../../target/xmark.js';
import { printHex } from '../../words/parseNumber.js';
import type { Journey } from '../Journey.js';
import { NEXT, type TargetEffect } from './TargetEffect.js';

/** `MARK --set-xmark value/mask`. */
export function setMark(journey: Journey, masked: MaskedValue): TargetEffect {
  const before = journey.packet.mark;
  const mark = applyXmark(before, masked);
  journey.packet = { ...journey.packet, mark };
  return { kind: 'next', effects: before === mark ? [] : [`mark ${printHex(before)} -> ${printHex(mark)}`] };
}

const ALL = 0xffffffff;

/** `CONNMARK`: set, save to the flow, restore from it; without a flow nothing happens. The template of a CT rule has mark 0. */
export function applyConnmark(journey: Journey, target: ConnmarkTarget, native = false): TargetEffect {
  const { tracking } = journey;
  const template = tracking.kind === 'none' && tracking.zone !== undefined;
  if (template && !native && target.operation === 'restore' && journey.marksTemplates) {
    // Whether it matters shows with a mark that has all bits.
    const what = 'the mark of the template of a CT rule, which earlier packets set and CONNMARK restores';
    const value = journey.ask({ what, answers: 2 }) === 0 ? 0 : target.ctmask;
    return setMark(journey, { value, mask: target.nfmask });
  }
  if (template && !native && target.operation === 'restore') return setMark(journey, { value: 0, mask: target.nfmask });
  // What reads the mark of a flow that is not there breaks off nftables' rule (`nft_ct_get_eval`); setting it does nothing.
  const reads = target.operation === 'restore' || (target.operation === 'set' && target.mask !== ALL);
  if (tracking.kind !== 'flow') return native && reads ? { kind: 'break' } : NEXT;
  const before = tracking.flow.mark;
  if (target.operation === 'restore') {
    return setMark(journey, { value: before & target.ctmask, mask: target.nfmask });
  }
  const mark =
    target.operation === 'set'
      ? applyXmark(before, target)
      : applyXmark(before, { value: journey.packet.mark & target.nfmask, mask: target.ctmask });
  journey.tracking = { ...tracking, flow: { ...tracking.flow, mark } };
  return { kind: 'next', effects: before === mark ? [] : [`connection mark ${printHex(before)} -> ${printHex(mark)}`] };
}
