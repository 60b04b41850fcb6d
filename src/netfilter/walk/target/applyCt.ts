import type { Rule } from '../../model/Rule.js';
import type { CtTarget } from '../../target/CT.js';
import { ruleCoordinate } from '../hooks/coordinate.js';
import type { Journey } from '../Journey.js';
import { NEXT, undecidedTarget, type TargetEffect } from './TargetEffect.js';

/** `NOTRACK`, `CT --notrack`: not for a packet that has its flow already, as one that comes back over lo. */
export function notrack(journey: Journey): TargetEffect {
  if (journey.tracking.kind !== 'none' || journey.tracking.zone !== undefined) return NEXT;
  journey.tracking = { kind: 'untracked' };
  return { kind: 'next', effects: ['not tracked'] };
}

/** `CT`: the first that a packet meets wins, later ones do nothing (kernel 6.18 measured). */
export function applyCt(journey: Journey, rule: Rule, target: CtTarget): TargetEffect {
  if (target.notrack) return notrack(journey);
  // nftables' `ct zone set` takes no notice of an earlier `notrack` (`nft_ct_set_zone_eval`).
  const byNft = rule.statements?.includes(target) === true;
  const again = journey.tracking.kind === 'untracked' && byNft;
  if (!again && (journey.tracking.kind !== 'none' || journey.tracking.zone !== undefined)) return NEXT;
  if (target.zoneOriginal !== undefined || target.zoneReply !== undefined) {
    return undecidedTarget(`${ruleCoordinate(rule)} (CT with a zone for one direction)`);
  }
  const zone = target.zone ?? 0;
  journey.tracking = { kind: 'none', zone };
  return { kind: 'next', effects: target.zone === undefined ? [] : [`conntrack zone ${zone}`] };
}
