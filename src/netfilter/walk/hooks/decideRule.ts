import type { Criterion } from '../../../logic/Criterion.js';
import { socketMark } from '../../match/socket.js';
import { matchRule, type RuleMatch } from '../../matchRule.js';
import type { Match } from '../../match/Match.js';
import type { Hook } from '../../model/Hook.js';
import type { Rule } from '../../model/Rule.js';
import { matchEnv, packetOf, type Journey } from '../Journey.js';
import { ruleCoordinate } from './coordinate.js';

/** Whether the walk takes the rule as matching, and what was compared. */
export interface RuleDecision {
  readonly matches: boolean;
  readonly match: RuleMatch;
}

/**
 * Matches a rule. What chance decides (`statistic`) is a fork; what the facts leave open is asked, unless nothing follows from
 * it (a rule that only counts or logs), in which case it does not match.
 */
export function decideRule(journey: Journey, hook: Hook, rule: Rule): RuleDecision {
  const match = matchInOrder(journey, hook, rule);
  const { truth, criteria, chance } = match;
  if (truth !== 'unknown') return { matches: truth === 'yes', match };
  if (isIdle(rule)) {
    journey.uncounted.push(rule);
    return { matches: false, match };
  }
  const coordinate = ruleCoordinate(rule);
  if (chance !== undefined && chance > 0 && chance < 1) {
    const { value } = journey.choose({
      name: 'statistic',
      about: `whether ${coordinate} matches`,
      branches: [
        { label: 'match', probability: chance, value: true },
        { label: 'pass', probability: 1 - chance, value: false },
      ],
    });
    return { matches: value, match };
  }
  const answer = journey.ask({ what: `${coordinate} (${openCriteria(rule, criteria)})`, answers: 2 });
  return { matches: answer === 1, match };
}

/** A socket match with `--restore-skmark` marks the packet as soon as it matches, for what stands behind it, too (`socket_match`). */
function matchInOrder(journey: Journey, hook: Hook, rule: Rule): RuleMatch {
  const at = rule.matches.findIndex((match) => match.kind === 'socket' && match.restoreMark);
  const env = matchEnv(journey, hook, rule.table);
  if (at === -1) return matchRule(rule, packetOf(journey), env);
  const head = matchRule({ matches: rule.matches.slice(0, at + 1) }, packetOf(journey), env);
  if (head.truth === 'no') return head;
  if (head.truth === 'yes') {
    const mark = socketMark(packetOf(journey), env);
    if (mark !== undefined) journey.packet = { ...journey.packet, mark };
  }
  const rest = matchRule({ matches: rule.matches.slice(at + 1) }, packetOf(journey), env);
  const truth = rest.truth === 'yes' ? head.truth : rest.truth;
  return { truth, criteria: [...head.criteria, ...rest.criteria] };
}

function isIdle(rule: Rule): boolean {
  const idle = (kind: string | undefined): boolean => kind === undefined || kind === 'passive';
  return idle(rule.target?.kind) && (rule.statements ?? []).every(({ kind }) => idle(kind));
}

function openCriteria(rule: Rule, criteria: readonly Criterion[]): string {
  const modules = rule.matches.filter(isUnsupported).map(({ module }) => `-m ${module}`);
  if (modules.length > 0) return modules.join(', ');
  return criteria
    .filter(({ truth }) => truth === 'unknown')
    .map(({ name, expected }) => `${name} ${expected}`)
    .join(', ');
}

function isUnsupported(match: Match): match is Match<'unsupported'> {
  return match.kind === 'unsupported';
}
