import type { CircuitBreakerThresholds } from '../model/Cluster.js';
import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';

// Budgets of retries and of pools, and statistics.
const HARMLESS = fieldNames('retry_budget', 'track_remaining', 'max_connection_pools');

/** `config.cluster.v3.CircuitBreakers` of a cluster: its `thresholds`, defaults filled in. */
export function readCircuitBreakers(cluster: Message): readonly CircuitBreakerThresholds[] {
  return cluster.message('circuit_breakers')?.messages('thresholds').map(readThresholds) ?? [];
}

/** `CircuitBreakers.Thresholds`. */
function readThresholds(thresholds: Message): CircuitBreakerThresholds {
  return {
    at: thresholds.ignore(HARMLESS).at,
    priority: thresholds.choice('priority', ['DEFAULT', 'HIGH']),
    maxConnections: thresholds.number('max_connections') ?? 1024,
    maxPendingRequests: thresholds.number('max_pending_requests') ?? 1024,
    maxRequests: thresholds.number('max_requests') ?? 1024,
    maxRetries: thresholds.number('max_retries') ?? 3,
  };
}
