import { describe, expect, it } from 'vitest';
import { parseForwardAction } from '../../../src/envoy/parse/parseForwardAction.js';
import { parseVirtualHost } from '../../../src/envoy/parse/parseVirtualHost.js';
import { retryAttempts, type TryResult } from '../../../src/envoy/route/retryAttempts.js';
import { retryPolicyOf } from '../../../src/envoy/route/retryPolicyOf.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { request } from '../requestContext.js';

const status = (code: number): TryResult => ({ kind: 'status', status: code });

function attempts(
  onRoute: JsonObject | undefined,
  result: TryResult,
  more: { readonly onHost?: JsonObject; readonly headers?: Record<string, string> } = {},
): string {
  const action = parseForwardAction(onRoute ? { retry_policy: onRoute } : {}, '');
  const host = parseVirtualHost(more.onHost ? { retry_policy: more.onHost } : {}, '');
  const { attempts: count, limitExceeded } = retryAttempts(retryPolicyOf(action, host), result, request('GET /', more));
  return limitExceeded ? `${count} URX` : String(count);
}

describe('retry_policy', () => {
  it.each<[string, JsonObject, TryResult, string]>([
    ['5xx twice on 503', { retry_on: '5xx', num_retries: 2 }, status(503), '3 URX'],
    ['one retry by default', { retry_on: '5xx' }, status(503), '2 URX'],
    ['no retry_on', { num_retries: 2 }, status(503), '1'],
    ['retriable-4xx is 409', { retry_on: 'retriable-4xx' }, status(409), '2 URX'],
    ['retriable-4xx is not 404', { retry_on: 'retriable-4xx' }, status(404), '1'],
    ['gateway-error is 504', { retry_on: 'gateway-error' }, status(504), '2 URX'],
    ['gateway-error is not 500', { retry_on: 'gateway-error' }, status(500), '1'],
    [
      'retriable-status-codes',
      { retry_on: 'retriable-status-codes', retriable_status_codes: [418] },
      status(418),
      '2 URX',
    ],
    [
      'refused twice',
      { retry_on: 'connect-failure,refused-stream', num_retries: 2 },
      { kind: 'connect_failure' },
      '3 URX',
    ],
    ['per_try_timeout', { retry_on: '5xx' }, { kind: 'per_try_timeout' }, '2 URX'],
    ['no hosts', { retry_on: '5xx' }, { kind: 'no_healthy_upstream' }, '1'],
    ['overflow', { retry_on: '5xx' }, { kind: 'overflow' }, '1'],
    ['the whole timeout', { retry_on: '5xx' }, { kind: 'timeout' }, '1'],
  ])('%s', (_rule, policy, result, expected) => {
    expect(attempts(policy, result)).toBe(expected);
  });

  it('the route’s policy alone counts, also one without retry_on', () => {
    expect(attempts({ num_retries: 3 }, status(503), { onHost: { retry_on: '5xx' } })).toBe('1');
  });

  it('the virtual host’s where the route has none', () => {
    expect(attempts(undefined, status(503), { onHost: { retry_on: '5xx' } })).toBe('2 URX');
  });

  it('x-envoy-retry-on and x-envoy-max-retries', () => {
    expect(
      attempts(undefined, status(503), { headers: { 'x-envoy-retry-on': '5xx', 'x-envoy-max-retries': '3' } }),
    ).toBe('4 URX');
  });
});
