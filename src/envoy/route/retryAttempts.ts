import { firstHeader } from '../http/headers.js';
import type { HttpRequest } from '../model/HttpRequest.js';
import type { RetryPolicy } from '../model/Route.js';

/** How a try ended: with an answer, or without one. */
export type TryResult =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'connect_failure' | 'refused_stream' | 'reset' | 'per_try_timeout' }
  /** Never retried: breakers that are full, no host, the route's timeout. */
  | { readonly kind: 'overflow' | 'no_healthy_upstream' | 'timeout' };

/** How often a request is tried when every try ends alike. */
export interface RetryAttempts {
  readonly attempts: number;
  /** The last result is final only because the retries are used up: flag URX. */
  readonly limitExceeded: boolean;
}

const ONCE: RetryAttempts = { attempts: 1, limitExceeded: false };

/**
 * Retries of a request whose every try ends the same way (source/common/router/retry_state_impl.cc; measured). `x-envoy-retry-on` and
 * `x-envoy-max-retries` add to the policy; only internal requests still have them when they get here.
 */
export function retryAttempts(policy: RetryPolicy | undefined, result: TryResult, request: HttpRequest): RetryAttempts {
  const codes = policy?.retriableStatusCodes ?? [];
  if (result.kind === 'status' && !isRetriable(result.status, codes)) return ONCE;
  const sent = (firstHeader(request, 'x-envoy-retry-on') ?? '').split(',').map((token) => token.trim());
  const retryOn = new Set([...(policy?.retryOn ?? []), ...sent].filter((token) => token !== ''));
  if (!isRetried(result, retryOn, codes)) return ONCE;
  const most = firstHeader(request, 'x-envoy-max-retries') ?? '';
  const retries = /^\d{1,6}$/.test(most) ? Number(most) : (policy?.numRetries ?? 1);
  return { attempts: 1 + retries, limitExceeded: true };
}

/** Whether any policy at all could ask for another try. */
function isRetriable(status: number, retriableCodes: readonly number[]): boolean {
  return (status >= 500 && status < 600) || status === 409 || retriableCodes.includes(status);
}

function isRetried(result: TryResult, retryOn: ReadonlySet<string>, retriableCodes: readonly number[]): boolean {
  const any = (...tokens: readonly string[]): boolean => tokens.some((token) => retryOn.has(token));
  switch (result.kind) {
    case 'status': {
      const { status } = result;
      return (
        (any('5xx') && status >= 500 && status < 600) ||
        (any('gateway-error') && status >= 502 && status <= 504) ||
        (any('retriable-4xx') && status === 409) ||
        (any('retriable-status-codes') && retriableCodes.includes(status))
      );
    }
    case 'connect_failure':
      return any('5xx', 'gateway-error', 'reset', 'connect-failure');
    case 'refused_stream':
      return any('5xx', 'gateway-error', 'reset', 'refused-stream');
    case 'reset':
    case 'per_try_timeout':
      return any('5xx', 'gateway-error', 'reset');
    case 'overflow':
    case 'no_healthy_upstream':
    case 'timeout':
      return false;
  }
}
