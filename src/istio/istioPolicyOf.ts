/**
 * `AuthorizationPolicy pay/payments-deny, rule 1` for the name that istiod gives an RBAC policy, `ns[NS]-policy[NAME]-rule[N]`
 * (pilot/pkg/security/authz/builder); undefined for other names. Rules count from 1 here.
 */
export function istioPolicyOf(policy: string): string | undefined {
  const match = /^(?:istio-ext-authz-)?ns\[(.*)\]-policy\[(.*)\]-rule\[(\d+)\]$/.exec(policy);
  if (match === null) return undefined;
  const [, namespace = '', name = '', rule = '0'] = match;
  return `AuthorizationPolicy ${namespace}/${name}, rule ${Number(rule) + 1}`;
}
