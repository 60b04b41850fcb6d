import type { HostRuntime } from '../runtime/ClusterRuntime.js';

/** What health says of a host: `eds_health_status`, and each flag with its names in text and JSON. */
export interface HostHealthFlags {
  readonly eds: string;
  readonly flags: readonly { readonly text: string; readonly json: string }[];
}

/** Flags in the order of their bits, as `health_flags` prints them (source/common/upstream/upstream_impl). */
const FLAGS: readonly (readonly [json: string, text: string])[] = [
  ['failed_active_health_check', 'failed_active_hc'],
  ['failed_outlier_check', 'failed_outlier_check'],
  ['eds_health_status UNHEALTHY', 'failed_eds_health'],
  ['eds_health_status TIMEOUT', 'failed_eds_health'],
  ['failed_active_degraded_check', 'degraded_active_hc'],
  ['eds_health_status DEGRADED', 'degraded_eds_health'],
  ['pending_dynamic_removal', 'pending_dynamic_removal'],
  ['pending_active_hc', 'pending_active_hc'],
  ['excluded_via_immediate_hc_fail', 'excluded_via_immediate_hc_fail'],
  ['active_hc_timeout', 'active_hc_timeout'],
  ['eds_health_status DRAINING', 'eds_status_draining'],
  ['failed_degraded_outlier_detection', 'degraded_outlier_detection'],
];

/** The health of `host` from its endpoint's status and what was found at run time. */
export function healthFlags({ host, flags }: HostRuntime): HostHealthFlags {
  const set = new Set([...host.flags, ...flags]);
  const eds = [...set].find((flag) => flag.startsWith('eds_health_status '))?.split(' ')[1] ?? 'HEALTHY';
  return {
    eds: eds === 'TIMEOUT' ? 'UNHEALTHY' : eds,
    flags: FLAGS.filter(([json]) => set.has(json)).map(([json, text]) => ({ json, text })),
  };
}

/** The counts of a host by Envoy's names, sorted; the first group are counters, the second gauges. */
export function hostCounts(host: HostRuntime) {
  return {
    counters: [
      ['cx_connect_fail', host.cxConnectFail],
      ['cx_total', host.cxTotal],
      ['rq_error', host.rqError],
      ['rq_success', host.rqSuccess],
      ['rq_timeout', host.rqTimeout],
      ['rq_total', host.rqTotal],
    ],
    gauges: [
      ['cx_active', host.cxActive],
      ['rq_active', host.rqActive],
      // A request that waits for a connection waits in a pool, not at a host.
      ['rq_pending_active', 0],
    ],
  } as const;
}
