import type { FailureKind } from '../cluster/FailureKind.js';
import type { TryResult } from './retryAttempts.js';

/**
 * What a failure is to the retry policy; undefined: nothing that it looks at (source/common/router/retry_state_impl.cc,
 * `wouldRetryFromReset`).
 */
export function tryResultOf(kind: FailureKind): TryResult | undefined {
  switch (kind) {
    case 'connection_refused':
    case 'internal_listener_refused':
    case 'connection_timeout':
    case 'tls_error':
      return { kind: 'connect_failure' };
    case 'connection_termination':
    case 'remote_reset':
    case 'protocol_error':
      return { kind: 'reset' };
    case 'remote_refused_stream_reset':
      return { kind: 'refused_stream' };
    case 'per_try_timeout':
    case 'per_try_idle_timeout':
      return { kind: 'per_try_timeout' };
    default:
      return undefined;
  }
}
