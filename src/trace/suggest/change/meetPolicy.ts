import type { RbacPolicy } from '../../../envoy/model/Rbac.js';
import { matchPolicy } from '../../../envoy/rbac/matchPolicy.js';
import type { Truth } from '../../../logic/Truth.js';
import { smallest, type Attempt } from './Attempt.js';
import { meetRules } from './meetRule.js';

/** A request that a policy matches (`yes`), or does not match (`no`) any more. */
export function meetPolicy(attempt: Attempt, policy: RbacPolicy, wanted: 'yes' | 'no'): Attempt | undefined {
  const { permissions, principals } = policy;
  const permission = meetRules(attempt, permissions, wanted, 'no');
  const met =
    wanted === 'no'
      ? smallest([permission, meetRules(attempt, principals, wanted, 'no')])
      : permission && meetRules(permission, principals, wanted, 'no');
  const truth: Truth | undefined = met && matchPolicy(policy, met.context).truth;
  return truth === wanted ? met : undefined;
}
