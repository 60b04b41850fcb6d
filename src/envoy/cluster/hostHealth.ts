import type { Endpoint } from '../model/Cluster.js';

/** What health makes of a host. */
export interface HostHealth {
  readonly health: 'healthy' | 'degraded' | 'unhealthy';
  readonly excluded: boolean;
  readonly flags: readonly string[];
}

const UNHEALTHY_FLAGS: readonly string[] = ['failed_active_health_check', 'failed_outlier_check'];
const DEGRADED_FLAGS: readonly string[] = ['failed_active_degraded_check', 'failed_degraded_outlier_detection'];
const EXCLUDED_FLAGS: readonly string[] = ['pending_active_hc', 'excluded_via_immediate_hc_fail'];

/**
 * Health of a host from its EDS status and its flags in `/clusters` (upstream/upstream_impl.h `coarseHealth`): unhealthy
 * if any check failed or EDS says UNHEALTHY, DRAINING or TIMEOUT; else degraded if anything says so. All must be well. A host that
 * drains, or that waits for its first check, does not count among its priority's hosts (excludeBasedOnHealthFlag; measured on 1.36.2
 * and 1.40.0).
 */
export function hostHealth(eds: Endpoint['healthStatus'], flags: readonly string[]): HostHealth {
  const bad = flags.filter((flag) => UNHEALTHY_FLAGS.includes(flag));
  if (eds === 'UNHEALTHY' || eds === 'DRAINING' || eds === 'TIMEOUT') bad.push(`eds_health_status ${eds}`);
  const degraded = flags.filter((flag) => DEGRADED_FLAGS.includes(flag));
  if (eds === 'DEGRADED') degraded.push('eds_health_status DEGRADED');
  const excluded = eds === 'DRAINING' || flags.some((flag) => EXCLUDED_FLAGS.includes(flag));
  if (bad.length > 0) return { health: 'unhealthy', excluded, flags: bad };
  if (degraded.length > 0) return { health: 'degraded', excluded, flags: degraded };
  return { health: 'healthy', excluded, flags: [] };
}
