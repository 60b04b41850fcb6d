import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { Match } from '../../match/Match.js';
import type { Rule } from '../../model/Rule.js';
import type { Target } from '../../target/Target.js';
import { unsupported } from './lowerMatch.js';
import { lowerStatement } from './lowerStatement.js';
import type { NftRule } from './NftRuleset.js';

/**
 * A rule of the model: its comparisons as matches, what it changes as statements in order, its verdict as target. A comparison
 * after a change is not modelled (it would see the changed packet), nor is anything after the verdict, which nft does not print.
 */
export function lowerRule(
  rule: NftRule,
  at: Pick<Rule, 'table' | 'chain' | 'index'>,
  sets: ReadonlyMap<string, readonly JsonValue[]>,
): Rule {
  const matches: Match[] = [];
  const statements: Target[] = [];
  let target: Target | undefined;
  for (const expression of rule.expressions) {
    const lowered = lowerStatement(expression, sets);
    if (lowered.kind === 'match') {
      const late = statements.some(({ kind }) => kind !== 'passive');
      matches.push(
        late ? unsupported('match', rule.text, 'a comparison after a statement is not modelled') : lowered.match,
      );
    } else if (lowered.kind === 'target') {
      if (lowered.ends) target = lowered.target;
      else statements.push(lowered.target);
    }
  }
  return {
    ...at,
    text: rule.text,
    line: rule.line,
    matches,
    ...(statements.length === 0 ? {} : { statements }),
    target,
    ...(rule.comment === undefined ? {} : { comment: rule.comment }),
  };
}
