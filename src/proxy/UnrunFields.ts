import type { Cluster } from '../envoy/model/Cluster.js';
import type { EnvoyConfig } from '../envoy/model/EnvoyConfig.js';
import type { HttpConnectionManager } from '../envoy/model/HttpConnectionManager.js';
import type { TcpProxy } from '../envoy/model/NetworkFilter.js';
import type { RetryPolicy, VirtualHost } from '../envoy/model/Route.js';
import type { ForwardAction } from '../envoy/model/RouteAction.js';
import type { Message } from '../envoy/parse/Message.js';
import { messageAt } from './settings/messageAt.js';
import type { UnrunPart } from './UnrunPart.js';

/** Fields that the model does not carry, as the tracer has no use for them, and that a proxy without them would answer wrongly. */
export class UnrunFields {
  readonly #config: EnvoyConfig;

  constructor(config: EnvoyConfig) {
    this.#config = config;
  }

  /** `hedge_policy`, and what its retries may not say. */
  ofVirtualHost({ at, retryPolicy }: VirtualHost): readonly UnrunPart[] {
    const fields = ['hedge_policy', 'include_attempt_count_in_response', 'include_is_timeout_retry_header'];
    return [...setIn(messageAt(this.#config, at), fields), ...this.#ofRetries(retryPolicy)];
  }

  /** `hedge_policy`, and what its retries may not say. */
  ofAction({ at, retryPolicy }: ForwardAction): readonly UnrunPart[] {
    return [...setIn(messageAt(this.#config, at), ['hedge_policy']), ...this.#ofRetries(retryPolicy)];
  }

  ofManager({ at }: HttpConnectionManager): readonly UnrunPart[] {
    return setIn(messageAt(this.#config, at), ['add_user_agent', 'proxy_status_config']);
  }

  ofTcpProxy({ at }: TcpProxy): readonly UnrunPart[] {
    const times = ['max_downstream_connection_duration', 'downstream_idle_timeout', 'upstream_idle_timeout'];
    return setIn(messageAt(this.#config, at), [...times, 'backoff_options', 'proxy_protocol_tlvs']);
  }

  ofCluster({ at }: Cluster): readonly UnrunPart[] {
    const message = messageAt(this.#config, at);
    const thresholds = message.message('circuit_breakers')?.messages('thresholds') ?? [];
    return [
      ...setIn(message, ['connection_pool_per_downstream_connection']),
      ...thresholds.flatMap((one) => setIn(one, ['retry_budget', 'max_connection_pools'])),
    ];
  }

  #ofRetries(policy: RetryPolicy | undefined): readonly UnrunPart[] {
    if (policy === undefined) return [];
    const headers = ['retriable_headers', 'retriable_request_headers', 'rate_limited_retry_back_off'];
    return setIn(messageAt(this.#config, policy.at), [...headers, 'retry_priority', 'retry_options_predicates']);
  }
}

/** A flag that is off, or a list without entries, asks for nothing. */
function setIn(message: Message, fields: readonly string[]): readonly UnrunPart[] {
  return fields.flatMap((field) => {
    const value = message.value(field);
    const isSet =
      value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
    return isSet ? [{ at: message.at, what: field }] : [];
  });
}
