import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { RetryPolicy } from '../../envoy/model/Route.js';
import { messageAt } from './messageAt.js';

/** What a retry policy says of when and where. Times in milliseconds, 0 for none. */
export interface RetrySettings {
  readonly baseIntervalMs: number;
  readonly maxIntervalMs: number;
  readonly perTryIdleTimeoutMs: number;
  /** Hosts that were tried are passed over (`retry_host_predicate`), at most so many times. */
  readonly avoidsTriedHosts: number;
}

/** `config.route.v3.RetryPolicy`; without one Envoy's defaults (base interval 25 ms, at most ten times that). */
export function readRetrySettings(config: EnvoyConfig, policy: RetryPolicy | undefined): RetrySettings {
  const message = policy === undefined ? undefined : messageAt(config, policy.at);
  const backOff = message?.message('retry_back_off');
  const baseIntervalMs = Math.max(1, backOff?.duration('base_interval') ?? 25);
  const predicates = message?.messages('retry_host_predicate').length ?? 0;
  return {
    baseIntervalMs,
    maxIntervalMs: backOff?.duration('max_interval') ?? 10 * baseIntervalMs,
    perTryIdleTimeoutMs: message?.duration('per_try_idle_timeout') ?? 0,
    avoidsTriedHosts: predicates === 0 ? 0 : (message?.number('host_selection_retry_max_attempts') ?? 1),
  };
}
