import type { Cluster } from '../../envoy/model/Cluster.js';

/** The limits of both priorities by Envoy's names; those that are not configured have the defaults. */
export function thresholdsOf({ circuitBreakers }: Cluster) {
  return (['DEFAULT', 'HIGH'] as const).map((priority) => {
    const own = circuitBreakers.find((thresholds) => thresholds.priority === priority);
    const limits: readonly (readonly [string, number])[] = [
      ['max_connections', own?.maxConnections ?? 1024],
      ['max_pending_requests', own?.maxPendingRequests ?? 1024],
      ['max_requests', own?.maxRequests ?? 1024],
      ['max_retries', own?.maxRetries ?? 3],
    ];
    return { priority, limits };
  });
}
