import type { Rule } from '../../model/Rule.js';
import type { CtTarget } from '../../target/CT.js';
import type { NotrackTarget } from '../../target/NOTRACK.js';
import { ruleCoordinate } from '../hooks/coordinate.js';
import type { Journey } from '../Journey.js';
import { NEXT, undecidedTarget, type TargetEffect } from './TargetEffect.js';

/** `NOTRACK`, `CT --notrack`: not for a packet that has its flow already, as one that comes back over lo. */
export function notrack(journey: Journey, rule: Rule, target: CtTarget | NotrackTarget): TargetEffect {
  if (isPassedOver(journey, rule, target)) return NEXT;
  if (journey.tracking.kind !== 'none' || journey.tracking.zone !== undefined) return NEXT;
  journey.tracking = { kind: 'untracked' };
  return { kind: 'next', effects: ['not tracked'] };
}

/** An answer to an untracked packet has something of conntrack, though no flow: iptables looks at the first, nft at the second. */
function isPassedOver({ tracking }: Journey, rule: Rule, target: CtTarget | NotrackTarget): boolean {
  return tracking.kind === 'none' && tracking.attached === true && rule.statements?.includes(target) !== true;
}

/** `CT`: the first that a packet meets wins, later ones do nothing (kernel 6.18 measured). */
export function applyCt(journey: Journey, rule: Rule, target: CtTarget): TargetEffect {
  if (target.notrack) return notrack(journey, rule, target);
  if (isPassedOver(journey, rule, target)) return NEXT;
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
