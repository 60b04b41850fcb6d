import type { Hook } from '../../model/Hook.js';
import type { Rule } from '../../model/Rule.js';
import type { Target } from '../../target/Target.js';
import { ruleCoordinate } from '../hooks/coordinate.js';
import type { Journey } from '../Journey.js';
import { translateDestination, translateSource } from '../nat/translate.js';
import { dropEffect, rejectEffect } from './refuse.js';
import { applyCt, notrack } from './applyCt.js';
import { applyConnmark, setMark } from './applyMark.js';
import { applyTproxy } from './applyTproxy.js';
import { setTos, setTtl } from './applyHeader.js';
import { NEXT, undecidedTarget, type TargetEffect } from './TargetEffect.js';

/** Does to the packet what the target does (iptables-extensions(8), TARGET EXTENSIONS). */
export function applyTarget(journey: Journey, hook: Hook, rule: Rule, target: Target): TargetEffect {
  switch (target.kind) {
    case 'ACCEPT':
      return { kind: 'accept', effects: [] };
    case 'DROP':
      return dropEffect(journey, hook);
    case 'REJECT':
      return rejectEffect(journey, hook, target.with);
    case 'RETURN':
      return { kind: 'return' };
    case 'jump':
    case 'goto':
      return target;
    case 'QUEUE':
    case 'NFQUEUE':
      return undecidedTarget(`${ruleCoordinate(rule)}: a program in user space decides (${target.kind})`);
    case 'REDIRECT':
    case 'DNAT':
      return translateDestination(journey, hook, rule, target);
    case 'SNAT':
    case 'MASQUERADE':
      return translateSource(journey, rule, target);
    case 'TPROXY':
      return applyTproxy(journey, hook, rule, target);
    case 'MARK':
      return setMark(journey, target);
    case 'CONNMARK':
      return applyConnmark(journey, target, rule.statements?.includes(target));
    case 'CT':
      return applyCt(journey, rule, target);
    case 'NOTRACK':
      return notrack(journey, rule, target);
    case 'TOS':
      return setTos(journey, target.value, target.mask);
    case 'DSCP':
      return setTos(journey, target.dscp << 2, 0xfc);
    case 'TTL':
      return setTtl(journey, target.operation, target.value);
    case 'passive':
      return NEXT;
    case 'unsupported':
      return undecidedTarget(
        `${ruleCoordinate(rule)} (-j ${target.module}${target.why === undefined ? '' : `: ${target.why}`})`,
      );
  }
}
