import type { Criterion } from '../../logic/Criterion.js';
import type { Decision } from '../../logic/Decision.js';
import { evaluateMatcherTree } from '../matcher/evaluateMatcherTree.js';
import { requestInput } from '../matcher/requestInput.js';
import type { MatcherTree } from '../model/MatcherTree.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { RbacVerdict } from './evaluateRbac.js';

/**
 * `RBAC.matcher` (filters/common/rbac/engine_impl.cc `RoleBasedAccessControlMatcherEngineImpl`): the action's name stands for the
 * policy; ALLOW and LOG let in, DENY does not, and neither does a tree without result.
 */
export function evaluateRbacMatcher(matcher: MatcherTree, context: RequestContext): Decision<RbacVerdict> {
  const decision = evaluateMatcherTree(matcher, (input) => requestInput(input, context));
  const { because, skipped, value: action } = decision;
  if (decision.truth === 'no') {
    const failed: Criterion = { name: 'matcher', expected: 'an action', got: 'none', truth: 'no' };
    return { truth: 'yes', value: { allowed: false }, at: matcher.at, because: [...because, failed], skipped };
  }
  if (action?.value.kind !== 'rbac_action') {
    const what = decision.unknown ?? `action ${action?.typeUrl ?? ''}`;
    return { truth: 'unknown', at: matcher.at, because, skipped, unknown: `RBAC matcher: ${what}` };
  }
  const value = { allowed: action.value.action !== 'DENY', policy: action.value.name };
  return { truth: 'yes', value, at: action.at, because, skipped };
}
