import type { Criterion } from '../../../logic/Criterion.js';
import type { LocalReply } from '../../model/LocalReply.js';
import type { ExtAuthz } from '../../model/filter/ExtAuthz.js';
import { fractionOf } from '../../route/match/fractionOf.js';
import { matchMetadata } from '../../route/match/matchMetadata.js';
import { rollFraction } from '../../route/match/rollFraction.js';
import { withHeader } from '../headers.js';
import { localReply } from '../localReply.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';
import { overrideOf } from './overrideOf.js';

const ALLOWED = 'x-envoy-auth-failure-mode-allowed';

/**
 * `ext_authz.v3.ExtAuthz` (source/extensions/filters/http/ext_authz/ext_authz.cc): without a route nobody is asked; `filter_enabled` and
 * `filter_enabled_metadata` say for which requests; a service whose cluster is not there does not answer. What a service says is opaque.
 */
export function evaluateExtAuthz(filter: ExtAuthz, situation: FilterSituation): FilterOutcome {
  const { context, overrides, hasRoute, hasCluster, choose } = situation;
  const { request, runtime } = context;
  if (!hasRoute) return { says: 'asks nobody without a route', because: [] };
  const perRoute = overrideOf(overrides, 'ext_authz');
  const because: Criterion[] = [];
  if (filter.filterEnabledMetadata !== undefined)
    because.push(matchMetadata(filter.filterEnabledMetadata, context.dynamicMetadata));
  const fraction = filter.filterEnabled === undefined ? 1 : fractionOf(filter.filterEnabled, runtime);
  const [metadata] = because;
  const byChance = rollFraction(fraction, choose, { name: 'ext_authz.filter_enabled', about: 'who is authorised' });
  if (byChance && metadata?.truth === 'unknown')
    return { says: 'is not decided', because, unknown: `ext_authz: ${metadata.note ?? metadata.name}` };
  if (!byChance || metadata?.truth === 'no') {
    const denies = { true: true, false: false }[runtime.get(filter.denyAtDisableKey) ?? ''] ?? filter.denyAtDisable;
    if (!denies) return { says: 'is not enabled for this request', because };
    return { says: 'denies what it is not enabled for', because, reply: failed(filter, situation), denies: true };
  }
  if (perRoute?.service !== true && filter.cluster !== '' && hasCluster(filter.cluster) === 'no') {
    const missing: Criterion = { name: 'cluster', expected: filter.cluster, got: 'no such cluster', truth: 'no' };
    const told = [...because, missing];
    if (!filter.failureModeAllow)
      return { says: 'has nobody to ask', because: told, reply: failed(filter, situation), denies: true };
    const headers = withHeader(request.headers, ALLOWED, 'true');
    return {
      says: 'has nobody to ask and lets it pass',
      because: told,
      ...(filter.failureModeAllowHeaderAdd
        ? { request: { ...request, headers }, effects: [{ what: ALLOWED, to: 'true', at: filter.at }] }
        : {}),
    };
  }
  const denial = localReply({ status: 403, flags: 'UAEX', details: 'ext_authz_denied' }, request);
  const service = filter.cluster === '' ? '' : ` (cluster ${filter.cluster})`;
  return { says: 'asks its service', because, opaque: `ext_authz service${service}`, denial };
}

/** `status_on_error`. */
function failed({ statusOnError }: ExtAuthz, { context }: FilterSituation): LocalReply {
  return localReply({ status: statusOnError, flags: 'UAEX', details: 'ext_authz_error' }, context.request);
}
