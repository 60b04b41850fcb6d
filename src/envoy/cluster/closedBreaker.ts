import type { Cluster } from '../model/Cluster.js';
import type { FailureKind } from './FailureKind.js';

/** A limit of 0, which lets nothing through however idle the proxy is, and how the request or connection fails. */
export interface ClosedBreaker {
  /** JSON pointer of the `CircuitBreakers.Thresholds`. */
  readonly at: string;
  readonly limit: 'max_connections' | 'max_pending_requests' | 'max_requests';
  readonly failure: FailureKind;
}

/**
 * The circuit breaker that is always open, of the first thresholds for `priority` (conn_pool_base.cc, tcp_proxy.cc; Envoy 1.36 and
 * 1.40 measured). A request that finds no connection waits as a pending one, so either limit ends it; a pool without connections
 * makes one whatever `max_connections` says. A tcp_proxy asks for `max_connections` of the cluster that it names, before a host is looked
 * for, and has no requests.
 */
export function closedBreaker(
  { circuitBreakers }: Cluster,
  priority: 'DEFAULT' | 'HIGH',
  by: 'http' | 'tcp' | 'tcp_proxy',
): ClosedBreaker | undefined {
  const thresholds = circuitBreakers.find((one) => one.priority === priority);
  if (thresholds === undefined) return undefined;
  const { at, maxConnections, maxPendingRequests, maxRequests } = thresholds;
  if (by === 'tcp_proxy')
    return maxConnections === 0 ? { at, limit: 'max_connections', failure: 'overflow' } : undefined;
  if (maxPendingRequests === 0) return { at, limit: 'max_pending_requests', failure: 'pending_overflow' };
  if (by === 'http' && maxRequests === 0) return { at, limit: 'max_requests', failure: 'overflow' };
  return undefined;
}
