import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/text/json/JsonValue.js';
import type { HeaderLine } from '../../../proof/envoy/Configuration.js';
import { answerOf, per } from './answerOf.js';

/* Measured on Envoy 1.40.0 and 1.36.2: source/extensions/filters/http/ratelimit, local_ratelimit, source/common/router/router_ratelimit.cc. */

const OK = '200 via_upstream';
const GET = { line: 'GET /' };

describe('local_ratelimit', () => {
  const TYPE = 'local_ratelimit.v3.LocalRateLimit';
  const bucket: JsonObject = { token_bucket: { max_tokens: 1, tokens_per_fill: 1, fill_interval: '3600s' } };
  const percent = { default_value: { numerator: 100 } };
  const both: JsonObject = { filter_enabled: percent, filter_enforced: percent };
  const asks = (config: JsonObject, perRoute?: JsonObject): string =>
    answerOf(
      { type: TYPE, config: { stat_prefix: 'x', ...config }, ...(perRoute && { perRoute: per(TYPE, perRoute) }) },
      GET,
    );
  const TOKEN = 'unknown local rate limit: whether a token is left';
  test.each<[string, string, string]>([
    ['enabled and enforced', asks({ ...bucket, ...both }), TOKEN],
    ['filter_enabled alone', asks({ ...bucket, filter_enabled: percent }), OK],
    ['filter_enforced alone', asks({ ...bucket, filter_enforced: percent }), OK],
    ['no bucket', asks(both), OK],
    ['of the route', asks({}, { stat_prefix: 'y', ...bucket, ...both }), TOKEN],
    ['not enforced for the route', asks({ ...bucket, ...both }, { stat_prefix: 'y', ...bucket }), OK],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

describe('ratelimit', () => {
  const TYPE = 'ratelimit.v3.RateLimit';
  const filter = (more: JsonObject = {}): JsonObject => ({
    domain: 'd',
    failure_mode_deny: true,
    rate_limit_service: { grpc_service: { envoy_grpc: { cluster_name: 'none' } }, transport_api_version: 'V3' },
    ...more,
  });
  const ASKED = '500 RLSE rate_limiter_error';
  const KEY: JsonObject = { actions: [{ generic_key: { descriptor_value: 'x' } }] };
  const HEADER: JsonObject = { actions: [{ request_headers: { header_name: 'x-q', descriptor_key: 'k' } }] };
  interface Case {
    readonly more?: JsonObject;
    readonly rates?: readonly JsonObject[];
    readonly host?: readonly JsonObject[];
    readonly route?: JsonObject;
    readonly perRoute?: JsonObject;
    readonly headers?: readonly HeaderLine[];
    readonly path?: string;
  }
  const asks = ({ more, rates = [], host = [], route = {}, perRoute, headers = [], path = '/' }: Case): string =>
    answerOf(
      {
        type: TYPE,
        config: filter(more),
        host: { rate_limits: [...host] },
        route: {
          metadata: { filter_metadata: { f: { k: 'v' } } },
          route: { cluster: 'c1', rate_limits: [...rates], ...route },
        },
        ...(perRoute && { perRoute: per('ratelimit.v3.RateLimitPerRoute', perRoute) }),
      },
      { line: `GET ${path}`, headers },
    );
  const q: readonly HeaderLine[] = [['x-q', '1']];
  test.each<[string, Case, string]>([
    ['no rate_limits', {}, OK],
    ['generic_key', { rates: [KEY] }, ASKED],
    ['failure_mode_deny: false', { rates: [KEY], more: { failure_mode_deny: false } }, OK],
    ['status_on_error', { rates: [KEY], more: { status_on_error: { code: 503 } } }, '503 RLSE rate_limiter_error'],
    ['another stage', { rates: [{ ...KEY, stage: 1 }] }, OK],
    ['this stage', { rates: [{ ...KEY, stage: 1 }], more: { stage: 1 } }, ASKED],
    ['apply_on_stream_done', { rates: [{ ...KEY, apply_on_stream_done: true }] }, OK],
    ['request_type internal', { rates: [KEY], more: { request_type: 'internal' } }, OK],
    ['request_headers, absent', { rates: [HEADER] }, OK],
    ['request_headers', { rates: [HEADER], headers: q }, ASKED],
    [
      'all actions must make something',
      {
        rates: [
          { actions: [{ remote_address: {} }, { request_headers: { header_name: 'x-q', descriptor_key: 'k' } }] },
        ],
      },
      OK,
    ],
    [
      'skip_if_absent',
      {
        rates: [{ actions: [{ request_headers: { header_name: 'x-q', descriptor_key: 'k', skip_if_absent: true } }] }],
      },
      ASKED,
    ],
    ['of the virtual host', { host: [KEY] }, ASKED],
    ['the route’s in place of the virtual host’s', { rates: [HEADER], host: [KEY] }, OK],
    ['include_vh_rate_limits', { rates: [HEADER], host: [KEY], route: { include_vh_rate_limits: true } }, ASKED],
    ['vh_rate_limits INCLUDE', { rates: [HEADER], host: [KEY], perRoute: { vh_rate_limits: 'INCLUDE' } }, ASKED],
    ['vh_rate_limits IGNORE', { host: [KEY], perRoute: { vh_rate_limits: 'IGNORE' } }, OK],
    [
      'override_option does nothing',
      { rates: [HEADER], host: [KEY], perRoute: { vh_rate_limits: 'INCLUDE', override_option: 'IGNORE_POLICY' } },
      ASKED,
    ],
    ['no such cluster to forward to', { rates: [KEY], route: { cluster: 'none' } }, '503 NC cluster_not_found'],
    [
      'a cluster of the service',
      { rates: [KEY], more: { rate_limit_service: { grpc_service: { envoy_grpc: { cluster_name: 'c2' } } } } },
      'unknown rate limit service (cluster c2)',
    ],
  ])('%s', (_row, one, expected) => expect(asks(one)).toBe(expected));

  const metadata = (more: JsonObject): JsonObject => ({
    metadata: { descriptor_key: 'k', metadata_key: { key: 'f', path: [{ key: 'k' }] }, ...more },
  });
  const matchHeaders = (more: JsonObject): JsonObject => ({
    header_value_match: { descriptor_value: 'x', headers: [{ name: 'x-q', string_match: { exact: '1' } }], ...more },
  });
  test.each<[string, JsonObject, string, string]>([
    ['query_parameters', { query_parameters: { query_parameter_name: 'q', descriptor_key: 'k' } }, OK, ASKED],
    [
      'query_parameter_value_match',
      {
        query_parameter_value_match: {
          descriptor_value: 'x',
          query_parameters: [{ name: 'q', string_match: { exact: '1' } }],
        },
      },
      OK,
      ASKED,
    ],
    ['header_value_match', matchHeaders({}), OK, ASKED],
    ['header_value_match, expect_match: false', matchHeaders({ expect_match: false }), ASKED, OK],
    ['metadata', metadata({}), OK, OK],
    ['metadata with a default', metadata({ default_value: 'z' }), ASKED, ASKED],
    ['metadata of the route', metadata({ source: 'ROUTE_ENTRY' }), ASKED, ASKED],
    ['masked_remote_address', { masked_remote_address: { v4_prefix_mask_len: 16 } }, ASKED, ASKED],
  ])('%s', (_row, action, without, with1) => {
    const rates = [{ actions: [action] }];
    expect([asks({ rates }), asks({ rates, headers: q, path: '/?q=1' })]).toEqual([without, with1]);
  });
});
