import type { Permission, Principal, RbacPolicy } from '../../../../src/envoy/model/Rbac.js';
import type { RequestContext } from '../../../../src/envoy/model/RequestContext.js';
import { matchPermission } from '../../../../src/envoy/rbac/permission/matchPermission.js';
import { matchPrincipal } from '../../../../src/envoy/rbac/principal/matchPrincipal.js';
import { asked, type Feature } from './Feature.js';

/** Every permission and principal of a policy that was asked, the nested ones too. */
export function policyFeatures({ permissions, principals }: RbacPolicy, context: RequestContext): readonly Feature[] {
  return [
    ...permissions.flatMap((one) => permissionFeatures(one, context)),
    ...principals.flatMap((one) => principalFeatures(one, context)),
  ];
}

function permissionFeatures(rule: Permission, context: RequestContext): readonly Feature[] {
  const nested = 'rules' in rule ? rule.rules : rule.kind === 'not_rule' ? [rule.rule] : [];
  return [
    ...asked(`permission ${rule.kind}`, matchPermission(rule, context).truth),
    ...nested.flatMap((one) => permissionFeatures(one, context)),
  ];
}

function principalFeatures(id: Principal, context: RequestContext): readonly Feature[] {
  const nested = 'ids' in id ? id.ids : id.kind === 'not_id' ? [id.id] : [];
  return [
    ...asked(`principal ${id.kind}`, matchPrincipal(id, context).truth),
    ...nested.flatMap((one) => principalFeatures(one, context)),
  ];
}
