import type { JsonValue } from '../../text/json/JsonValue.js';
import type { CircuitBreakerThresholds } from '../model/Cluster.js';
import { Message } from './Message.js';

/** `config.cluster.v3.CircuitBreakers`: `thresholds`, defaults filled in. */
export function parseCircuitBreakers(value: JsonValue, at: string): readonly CircuitBreakerThresholds[] {
  return new Message(value, at).many('thresholds', parseThresholds);
}

/** `CircuitBreakers.Thresholds`. */
function parseThresholds(value: JsonValue, at: string): CircuitBreakerThresholds {
  const message = new Message(value, at);
  return {
    at,
    priority: message.choice('priority', ['DEFAULT', 'HIGH']),
    maxConnections: message.number('max_connections') ?? 1024,
    maxPendingRequests: message.number('max_pending_requests') ?? 1024,
    maxRequests: message.number('max_requests') ?? 1024,
    maxRetries: message.number('max_retries') ?? 3,
  };
}
