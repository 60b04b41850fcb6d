import type { Criterion } from '../../logic/Criterion.js';
import { nearestFirst, type Decision, type NearMiss } from '../../logic/Decision.js';
import type { RbacPolicy, RbacRules } from '../model/Rbac.js';
import type { RequestContext } from '../model/RequestContext.js';
import { matchPolicy } from './matchPolicy.js';

/** What RBAC says of a request or connection; `policy` is the one that matched, undefined for none. */
export interface RbacVerdict {
  readonly allowed: boolean;
  readonly policy?: string;
}

/**
 * `config.rbac.v3.RBAC` (filters/common/rbac/engine_impl.cc `RoleBasedAccessControlEngineImpl`): the first policy in name order that
 * matches decides. ALLOW lets in what matched, DENY all else, LOG everything; ALLOW without policies denies all. `unknown` only
 * where a policy that is not known could change the verdict. That `rules` are absent (nothing is enforced) is the caller's.
 */
export function evaluateRbac(rules: RbacRules, context: RequestContext): Decision<RbacVerdict> {
  const skipped: NearMiss[] = [];
  const open: Criterion[] = [];
  for (const policy of rules.policies) {
    const { truth, because, held } = matchPolicy(policy, context);
    if (truth === 'yes') return matched(rules, policy, [...because, ...open], skipped);
    if (truth === 'unknown') open.push(...because.filter((criterion) => criterion.truth === 'unknown'));
    const failed = because.find((criterion) => criterion.truth === 'no');
    if (failed !== undefined) skipped.push({ what: `policy ${policy.name}`, at: policy.at, failed, held });
  }
  if (open.length > 0 && rules.action !== 'LOG') {
    const unknown = `RBAC: ${open[0]?.note ?? open[0]?.name ?? 'a policy'}`;
    return { truth: 'unknown', at: rules.at, because: open, skipped: nearestFirst(skipped), unknown };
  }
  const allowed = rules.action !== 'ALLOW';
  const count = `none of ${rules.policies.length} policies`;
  const because: Criterion = { name: 'policies', expected: 'one that matches', got: count, truth: 'no' };
  return { truth: 'yes', value: { allowed }, at: rules.at, because: [because], skipped: nearestFirst(skipped) };
}

function matched(
  { action }: RbacRules,
  { name, at }: RbacPolicy,
  because: readonly Criterion[],
  skipped: readonly NearMiss[],
): Decision<RbacVerdict> {
  const value = { allowed: action !== 'DENY', policy: name };
  return { truth: 'yes', value, at, because, skipped: nearestFirst(skipped) };
}
