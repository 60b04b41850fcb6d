import type { ForeignRule } from '../../foreignRules.js';
import type { Effect } from '../plain/Effect.js';
import { effectOf } from '../plain/effectOf.js';

const PLACES: Readonly<Record<ForeignRule['place'], string>> = {
  ahead: "not Istio's, and ahead of it",
  inside: "not Istio's, although in its chain",
  behind: "not Istio's, and behind it",
  elsewhere: "not Istio's",
};

/** What a rule that is not Istio's does; one ahead of Istio's may take packets from the mesh. */
export function foreignSentence({ rule, place }: Pick<ForeignRule, 'rule' | 'place'>): string {
  const consequence = consequenceOf(effectOf(rule), place === 'ahead' || place === 'inside');
  return consequence === undefined ? PLACES[place] : `${PLACES[place]}: ${consequence}`;
}

function consequenceOf(effect: Effect, isInTheWay: boolean): string | undefined {
  switch (effect.kind) {
    case 'RETURN':
    case 'ACCEPT':
      return isInTheWay ? "what matches skips Istio's rules after it" : undefined;
    case 'DROP':
      return 'what matches is dropped';
    case 'REJECT':
      return 'what matches is refused';
    case 'REDIRECT':
      return effect.port === undefined ? 'what matches is redirected' : `what matches goes to port ${effect.port} here`;
    case 'DNAT':
      return `what matches goes to ${effect.to}`;
    case 'jump':
      return `what matches enters the chain ${effect.chain}`;
    default:
      return undefined;
  }
}
