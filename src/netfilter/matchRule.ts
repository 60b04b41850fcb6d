import type { Criterion } from '../logic/Criterion.js';
import { allOf, type Truth } from '../logic/Truth.js';
import type { Match, MatchKind } from './match/Match.js';
import { matchModules } from './match/matchModules.js';
import { statisticChance } from './match/statistic.js';
import type { MatchEnv } from './model/MatchEnv.js';
import type { Packet } from './model/Packet.js';
import type { Rule } from './model/Rule.js';

/** What matching a rule against a packet gave. */
export interface RuleMatch {
  readonly truth: Truth;
  /** In the order of the rule, up to and including the first match that is `no`. */
  readonly criteria: readonly Criterion[];
  /** With `unknown` that hangs on nothing but chance (`statistic`): how likely the rule matches, between 0 and 1. */
  readonly chance?: number;
}

/**
 * Whether a packet meets all matches of a rule, at the place that packet and `env` describe. A rule without matches is met by
 * every packet; a match that cannot be decided leaves the rule `unknown` unless another says `no`.
 */
export function matchRule(rule: Pick<Rule, 'matches'>, packet: Packet, env: MatchEnv): RuleMatch {
  const criteria: Criterion[] = [];
  let truth: Truth = 'yes';
  let chance: number | undefined = 1;
  for (const match of rule.matches) {
    const found = evaluateMatch(match, packet, env);
    criteria.push(...found);
    const one = allOf(found.map((criterion) => criterion.truth));
    if (one === 'no') return { truth: 'no', criteria };
    if (one === 'yes') continue;
    truth = 'unknown';
    chance = chance !== undefined && match.kind === 'statistic' ? chance * statisticChance(match) : undefined;
  }
  return truth === 'unknown' && chance !== undefined ? { truth, criteria, chance } : { truth, criteria };
}

/** The criteria of one match; see `MatchModule.evaluate`. */
function evaluateMatch<K extends MatchKind>(match: Match<K>, packet: Packet, env: MatchEnv): readonly Criterion[] {
  return matchModules[match.kind].evaluate(match, packet, env);
}
