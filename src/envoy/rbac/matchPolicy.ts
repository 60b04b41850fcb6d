import type { Criterion } from '../../logic/Criterion.js';
import { allOf, type Truth } from '../../logic/Truth.js';
import { anyOfCriteria } from '../criteria/combineCriteria.js';
import type { RbacPolicy } from '../model/Rbac.js';
import type { RequestContext } from '../model/RequestContext.js';
import { evaluateCondition } from './evaluateCondition.js';
import { matchPermission } from './permission/matchPermission.js';
import { matchPrincipal } from './principal/matchPrincipal.js';

/** Whether a policy matches: one criterion each for permissions, principals and condition; `held` counts those before the first failure. */
export interface PolicyMatch {
  readonly truth: Truth;
  readonly because: readonly Criterion[];
  readonly held: number;
}

/** `config.rbac.v3.Policy`: any permission and any principal and the condition (filters/common/rbac/matchers.cc `PolicyMatcher`). */
export function matchPolicy(policy: RbacPolicy, context: RequestContext): PolicyMatch {
  const permission = anyOfCriteria(policy.permissions.map((one) => matchPermission(one, context)));
  const principal = anyOfCriteria(policy.principals.map((one) => matchPrincipal(one, context)));
  const condition = policy.condition === undefined ? [] : [evaluateCondition(policy.condition, context)];
  const because = [permission, principal, ...condition];
  const failed = because.findIndex(({ truth }) => truth === 'no');
  return {
    truth: allOf(because.map(({ truth }) => truth)),
    because,
    held: failed < 0 ? because.length : failed,
  };
}
