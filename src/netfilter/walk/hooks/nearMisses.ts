import type { RuleMatch } from '../../matchRule.js';
import type { Rule } from '../../model/Rule.js';
import type { NearMiss } from '../PacketWalk.js';

/** As many as anyone reads. */
const MOST = 5;

/** A rule that did not match, and how far it got. */
export interface Missed {
  readonly rule: Rule;
  readonly match: RuleMatch;
}

/** The rules that came nearest to matching: most criteria met first, then the order of the chain. At most five. */
export function nearMisses(missed: readonly Missed[]): readonly NearMiss[] {
  return missed
    .map(({ rule, match }) => ({
      rule,
      failed: match.criteria.find(({ truth }) => truth === 'no'),
      met: match.criteria.filter(({ truth }) => truth === 'yes').length,
    }))
    .sort((a, b) => b.met - a.met)
    .slice(0, MOST)
    .flatMap(({ rule, failed }) => (failed === undefined ? [] : [{ rule, failed }]));
}

/** The names of the criteria by which the rules failed, each once, in the order of the chain. */
export function consulted(missed: readonly Missed[]): readonly string[] {
  return [...new Set(missed.flatMap(({ match }) => match.criteria.find(({ truth }) => truth === 'no')?.name ?? []))];
}
