import type { CircuitBreakerThresholds, Cluster } from '../model/Cluster.js';
import { runtimeInteger, type Runtime } from '../runtime.js';

/**
 * A cluster as runtime lets it be: `upstream.healthy_panic_threshold` for all (load_balancer_impl.cc `LoadBalancerBase`), the limits
 * `circuit_breakers.<name>.<priority>.<limit>` (upstream_impl.cc `ClusterInfoImpl::ResourceManagers::load`, resource_manager_impl.h), and the
 * share of requests that `upstream.maintenance_mode.<name>` turns away (`ClusterInfoImpl::maintenanceMode`).
 */
export function underRuntime(cluster: Cluster, runtime: Runtime): Cluster {
  if (runtime.size === 0) return cluster;
  const panic = runtimeInteger(runtime, 'upstream.healthy_panic_threshold');
  const maintenance = runtimeInteger(runtime, `upstream.maintenance_mode.${cluster.name}`);
  return {
    ...cluster,
    ...(panic === undefined ? {} : { healthyPanicThreshold: Math.min(100, panic) }),
    circuitBreakers: breakersUnder(cluster, runtime),
    ...(maintenance === undefined ? {} : { maintenancePercent: Math.min(100, maintenance) }),
  };
}

function breakersUnder({ circuitBreakers, name, at }: Cluster, runtime: Runtime): readonly CircuitBreakerThresholds[] {
  const own = [...circuitBreakers];
  for (const priority of ['DEFAULT', 'HIGH'] as const) {
    const limits = limitsOf(runtime, `circuit_breakers.${name}.${priority.toLowerCase()}.`);
    if (Object.keys(limits).length === 0) continue;
    const index = own.findIndex((one) => one.priority === priority);
    const thresholds = own[index] ?? { at, priority, ...DEFAULTS };
    own.splice(index < 0 ? own.length : index, 1, { ...thresholds, ...limits });
  }
  return own;
}

const DEFAULTS = { maxConnections: 1024, maxPendingRequests: 1024, maxRequests: 1024, maxRetries: 3 } as const;

const LIMITS = {
  max_connections: 'maxConnections',
  max_pending_requests: 'maxPendingRequests',
  max_requests: 'maxRequests',
  max_retries: 'maxRetries',
} as const;

function limitsOf(runtime: Runtime, prefix: string): Partial<Record<keyof typeof DEFAULTS, number>> {
  const set = Object.entries(LIMITS).flatMap(([limit, name]) => {
    const value = runtimeInteger(runtime, `${prefix}${limit}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(set);
}
