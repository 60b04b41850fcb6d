import { evaluateRbac } from '../../envoy/rbac/evaluateRbac.js';
import type { Rbac } from '../../envoy/model/Rbac.js';
import type { RequestContext } from '../../envoy/model/RequestContext.js';

/** The namespace that the RBAC filter writes to. */
const NAMESPACE = 'envoy.filters.http.rbac';

/** Dynamic metadata with what the shadow rules found (`PREFIXshadow_engine_result`, `PREFIXshadow_effective_policy_id`). */
export function shadowMetadata(rbac: Rbac, input: RequestContext): RequestContext['dynamicMetadata'] {
  if (rbac.shadowRules === undefined) return input.dynamicMetadata;
  const decision = evaluateRbac(rbac.shadowRules, input).value;
  if (decision === undefined) return input.dynamicMetadata;
  const prefix = rbac.shadowRulesStatPrefix;
  const found = {
    [`${prefix}shadow_engine_result`]: decision.allowed ? 'allowed' : 'denied',
    ...(decision.policy === undefined ? {} : { [`${prefix}shadow_effective_policy_id`]: decision.policy }),
  };
  const before = input.dynamicMetadata.get(NAMESPACE) ?? {};
  return new Map([...input.dynamicMetadata, [NAMESPACE, { ...before, ...found }]]);
}
