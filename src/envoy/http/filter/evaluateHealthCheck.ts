import { allOf } from '../../../logic/Truth.js';
import type { HealthCheck } from '../../model/filter/HealthCheck.js';
import { matchHeader } from '../../route/match/matchHeader.js';
import { localReply } from '../localReply.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';

/**
 * `health_check.v3.HealthCheck` (source/extensions/filters/http/health_check/health_check.cc): a request whose headers match is answered
 * with 200 `health_check_ok`, unless the application is asked (`pass_through_mode`). A proxy that was told to fail is not known of.
 */
export function evaluateHealthCheck(filter: HealthCheck, { context, hasCluster }: FilterSituation): FilterOutcome {
  const because = filter.headers.map((header) => matchHeader(header, context));
  const truth = allOf(because.map((one) => one.truth));
  if (truth === 'no') {
    const failed = because.filter((one) => one.truth === 'no');
    return { says: 'sees no health check', because: failed.slice(0, 1) };
  }
  const undecided = (what: string): FilterOutcome => ({
    says: 'is not decided',
    because,
    unknown: `health_check: ${what}`,
  });
  if (truth === 'unknown') return undecided('its headers');
  const [field] = filter.unsupported;
  if (field !== undefined) return undecided(field);
  if (filter.passThrough) {
    if (filter.caches) return undecided('whether an answer is still kept');
    return { says: 'passes the health check on', because };
  }
  const [cluster, ...more] = filter.clusters;
  if (cluster === undefined) {
    const reply = localReply({ status: 200, details: 'health_check_ok' }, context.request);
    return { says: 'answers the health check', because, reply };
  }
  if (more.length > 0 || hasCluster(cluster) !== 'no')
    return undecided(`how many hosts of ${filter.clusters.join(', ')} are healthy`);
  const details = 'health_check_failed_no_cluster_found';
  const reply = localReply({ status: 503, flags: 'LH', details }, context.request);
  return { says: `knows no cluster ${cluster}`, because, reply };
}
