import type { Criterion } from '../../../logic/Criterion.js';
import type { Decision, NearMiss } from '../../../logic/Decision.js';
import type { LocalReply } from '../../model/LocalReply.js';
import type { Rbac } from '../../model/Rbac.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { evaluateRbac, type RbacVerdict } from '../../rbac/evaluateRbac.js';
import { evaluateRbacMatcher } from '../../rbac/evaluateRbacMatcher.js';
import { unknownValue } from '../../string/unknownValue.js';
import { atLeast } from '../../version.js';
import { localReply } from '../localReply.js';

/** What the RBAC filter does to a request. */
export interface HttpRbacOutcome {
  /** The denial, when there is one. */
  readonly reply?: LocalReply;
  /** The policy that decided, if one did. */
  readonly policy?: string;
  /** What decided, or the filter. */
  readonly at: string;
  readonly because: readonly Criterion[];
  readonly skipped: readonly NearMiss[];
  /** Dynamic metadata with what the filter says of itself, for the filters behind it. */
  readonly dynamicMetadata: RequestContext['dynamicMetadata'];
  readonly unknown?: string;
}

const NAMESPACE = 'envoy.filters.http.rbac';

/**
 * `rbac.v3.RBAC` (source/extensions/filters/http/rbac/rbac_filter.cc): shadow rules leave their verdict in dynamic metadata and change
 * nothing; then the rules, or their matcher, deny with 403 and the policy's name in the details. Without rules nothing is enforced.
 * The filter runs, and may deny, before a missing route answers.
 */
export function evaluateHttpRbac(rbac: Rbac, context: RequestContext): HttpRbacOutcome {
  const shadow = decide(rbac.shadowMatcher, rbac.shadowRules, context);
  const enforced = decide(rbac.matcher, rbac.rules, context);
  const metadata = {
    ...context.dynamicMetadata.get(NAMESPACE),
    ...(shadow && verdictMetadata(`${rbac.shadowRulesStatPrefix}shadow`, shadow)),
    ...(enforced && verdictMetadata('enforced', enforced)),
  };
  const changed = shadow !== undefined || enforced !== undefined;
  const dynamicMetadata = changed
    ? new Map([...context.dynamicMetadata, [NAMESPACE, metadata]])
    : context.dynamicMetadata;
  if (!enforced) return { at: rbac.at, because: [], skipped: [], dynamicMetadata };
  const { because, skipped, value, unknown } = enforced;
  const base = { at: enforced.at ?? rbac.at, because, skipped, dynamicMetadata };
  if (enforced.truth !== 'yes' || !value) return { ...base, unknown: unknown ?? 'RBAC is not decided' };
  if (rbac.unsupported.length > 0) return { ...base, unknown: `RBAC: ${rbac.unsupported.join(', ')}` };
  const policy = value.policy === undefined ? {} : { policy: value.policy };
  return value.allowed ? { ...base, ...policy } : { ...base, ...policy, reply: denial(value, context) };
}

function decide(
  matcher: Rbac['matcher'],
  rules: Rbac['rules'],
  context: RequestContext,
): Decision<RbacVerdict> | undefined {
  if (matcher) return evaluateRbacMatcher(matcher, context);
  return rules && evaluateRbac(rules, context);
}

/** `<prefix>_engine_result` and, when a policy matched, `<prefix>_effective_policy_id` (measured). */
function verdictMetadata(prefix: string, { truth, value }: Decision<RbacVerdict>): Readonly<Record<string, string>> {
  const [result, policy] = [`${prefix}_engine_result`, `${prefix}_effective_policy_id`];
  if (truth !== 'yes' || !value) return { [result]: unknownValue(result), [policy]: unknownValue(policy) };
  const verdict = { [result]: value.allowed ? 'allowed' : 'denied' };
  return value.policy === undefined ? verdict : { ...verdict, [policy]: value.policy };
}

function denial({ policy = 'none' }: RbacVerdict, { request, version }: RequestContext): LocalReply {
  // Since 1.20 the details name the policy; white space in it becomes an underscore.
  const named = `rbac_access_denied_matched_policy[${policy}]`.replace(/\s/g, '_');
  const details = atLeast(version, '1.20.0') === 'no' ? 'rbac_access_denied' : named;
  return localReply({ status: 403, body: 'RBAC: access denied', details }, request);
}
