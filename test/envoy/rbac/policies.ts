import { evaluateRbac } from '../../../src/envoy/rbac/evaluateRbac.js';
import { evaluateRbacMatcher } from '../../../src/envoy/rbac/evaluateRbacMatcher.js';
import type { RequestContext } from '../../../src/envoy/model/RequestContext.js';
import { parseRbac } from '../../../src/envoy/parse/parseRbac.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const ANY: JsonObject = { any: true };

/** Rules with these policies; each has what it does not say: any permission, any principal. */
export function rules(
  action: 'ALLOW' | 'DENY' | 'LOG' | undefined,
  policies: Readonly<Record<string, { permission?: JsonObject; principal?: JsonObject; condition?: JsonObject }>>,
): JsonObject {
  const entries = Object.entries(policies).map(([name, { permission = ANY, principal = ANY, condition }]) => [
    name,
    { permissions: [permission], principals: [principal], ...(condition === undefined ? {} : { condition }) },
  ]);
  return { ...(action === undefined ? {} : { action }), policies: Object.fromEntries(entries) as JsonObject };
}

/** `allowed POLICY`, `denied POLICY`, without policy `none`, or `unknown`. */
export function enforced(config: JsonObject, context: RequestContext): string {
  const rbac = parseRbac(config, '');
  if (rbac.rules === undefined && rbac.matcher === undefined) return 'nothing to enforce';
  const decision =
    rbac.rules === undefined && rbac.matcher !== undefined
      ? evaluateRbacMatcher(rbac.matcher, context)
      : evaluateRbac(rbac.rules ?? { at: '', action: 'ALLOW', policies: [] }, context);
  if (decision.value === undefined) return decision.truth;
  return `${decision.value.allowed ? 'allowed' : 'denied'} ${decision.value.policy ?? 'none'}`;
}

/** Whether one rule holds: `yes`, `no` or `unknown`. */
export function holds(rule: { permission: JsonObject } | { principal: JsonObject }, context: RequestContext): string {
  const verdict = enforced({ rules: rules('ALLOW', { p: rule }) }, context);
  return { 'allowed p': 'yes', 'denied none': 'no' }[verdict] ?? verdict;
}
