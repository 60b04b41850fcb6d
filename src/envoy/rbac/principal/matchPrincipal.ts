import type { Criterion } from '../../../logic/Criterion.js';
import { allOfCriteria, anyOfCriteria, notCriterion } from '../../criteria/combineCriteria.js';
import type { Principal } from '../../model/Rbac.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { matchFilterState } from '../../route/match/matchFilterState.js';
import { anyRule } from '../anyRule.js';
import { headerRule } from '../headerRule.js';
import { metadataRule } from '../metadataRule.js';
import { unsupportedRule } from '../unsupportedRule.js';
import { urlPath } from '../urlPath.js';
import { authenticated } from './authenticated.js';
import { directRemoteIp } from './directRemoteIp.js';
import { remoteIp } from './remoteIp.js';
import { sourceIp } from './sourceIp.js';

/** `config.rbac.v3.Principal` (filters/common/rbac/matchers.cc), told by the comparison that decided it. */
export function matchPrincipal(principal: Principal, context: RequestContext): Criterion {
  switch (principal.kind) {
    case 'any':
      return anyRule(principal);
    case 'and_ids':
      return allOfCriteria(principal.ids.map((id) => matchPrincipal(id, context)));
    case 'or_ids':
      return anyOfCriteria(principal.ids.map((id) => matchPrincipal(id, context)));
    case 'not_id':
      return notCriterion(matchPrincipal(principal.id, context));
    case 'authenticated':
      return authenticated(principal, context);
    case 'source_ip':
      return sourceIp(principal, context);
    case 'direct_remote_ip':
      return directRemoteIp(principal, context);
    case 'remote_ip':
      return remoteIp(principal, context);
    case 'header':
      return headerRule(principal, context);
    case 'url_path':
      return urlPath(principal, context);
    case 'metadata':
      return metadataRule(principal, context);
    case 'filter_state':
      return matchFilterState(principal.filterState, context.filterState);
    case 'unsupported':
      return unsupportedRule(principal);
  }
}
