import type { Criterion } from '../../../logic/Criterion.js';
import { allOfCriteria, anyOfCriteria, notCriterion } from '../../criteria/combineCriteria.js';
import type { Permission } from '../../model/Rbac.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { anyRule } from '../anyRule.js';
import { headerRule } from '../headerRule.js';
import { metadataRule } from '../metadataRule.js';
import { unsupportedRule } from '../unsupportedRule.js';
import { urlPath } from '../urlPath.js';
import { destinationIp } from './destinationIp.js';
import { destinationPort } from './destinationPort.js';
import { destinationPortRange } from './destinationPortRange.js';
import { requestedServerName } from './requestedServerName.js';

/** `config.rbac.v3.Permission` (filters/common/rbac/matchers.cc), told by the comparison that decided it. */
export function matchPermission(permission: Permission, context: RequestContext): Criterion {
  switch (permission.kind) {
    case 'any':
      return anyRule(permission);
    case 'and_rules':
      return allOfCriteria(permission.rules.map((rule) => matchPermission(rule, context)));
    case 'or_rules':
      return anyOfCriteria(permission.rules.map((rule) => matchPermission(rule, context)));
    case 'not_rule':
      return notCriterion(matchPermission(permission.rule, context));
    case 'header':
      return headerRule(permission, context);
    case 'url_path':
      return urlPath(permission, context);
    case 'destination_ip':
      return destinationIp(permission, context);
    case 'destination_port':
      return destinationPort(permission, context);
    case 'destination_port_range':
      return destinationPortRange(permission, context);
    case 'metadata':
      return metadataRule(permission, context);
    case 'requested_server_name':
      return requestedServerName(permission, context);
    case 'unsupported':
      return unsupportedRule(permission);
  }
}
