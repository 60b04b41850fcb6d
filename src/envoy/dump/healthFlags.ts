/** The flags of `admin.v3.HostHealthStatus`, by their proto names; beside them stands the status that EDS gave. */
export const HEALTH_FLAGS = [
  'failed_active_health_check',
  'failed_outlier_check',
  'failed_active_degraded_check',
  'pending_dynamic_removal',
  'pending_active_hc',
  'excluded_via_immediate_hc_fail',
  'active_hc_timeout',
  'failed_degraded_outlier_detection',
] as const;
