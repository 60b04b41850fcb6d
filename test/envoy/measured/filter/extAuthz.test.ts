import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/text/json/JsonValue.js';
import { extension } from '../../../proof/envoy/gen/types.js';
import { answer, headerUp, outcomeOf, type Setup } from '../measured.js';
import { answerOf, per } from './answerOf.js';

/* Measured on Envoy 1.40.0 and 1.36.2: source/extensions/filters/http/ext_authz/ext_authz.cc. */

const TYPE = 'ext_authz.v3.ExtAuthz';
const service = (cluster: string): JsonObject => ({
  http_service: { server_uri: { uri: 'http://x', cluster, timeout: '0.5s' } },
});
const percent = (numerator: number): JsonObject => ({ filter_enabled: { default_value: { numerator } } });
const metadata = (invert: boolean): JsonObject => ({
  filter_enabled_metadata: { filter: 'f', path: [{ key: 'k' }], value: { string_match: { exact: 'v' } }, invert },
});
const OK = '200 via_upstream';
const FAILED = '403 UAEX ext_authz_error';
const ASKS = 'unknown ext_authz service (cluster c2)';
const GET = { line: 'GET /' };

const lost = (more: JsonObject = {}): JsonObject => ({ ...service('none'), ...more });
const asks = (config: JsonObject, more: Partial<Parameters<typeof answerOf>[0]> = {}): string =>
  answerOf({ type: TYPE, config, ...more }, GET);
const off = per('ext_authz.v3.ExtAuthzPerRoute', { disabled: true });
const direct: JsonObject = { direct_response: { status: 204 } };

test.each<[string, string, string]>([
  ['a service that may say anything', asks(service('c2')), ASKS],
  ['no cluster', asks(lost()), FAILED],
  ['status_on_error', asks(lost({ status_on_error: { code: 503 } })), '503 UAEX ext_authz_error'],
  [
    'status_on_error as the dump has it',
    asks(lost({ status_on_error: { code: 'ServiceUnavailable' } })),
    '503 UAEX ext_authz_error',
  ],
  ['failure_mode_allow', asks(lost({ failure_mode_allow: true })), OK],
  ['filter_enabled 0', asks(lost(percent(0))), OK],
  [
    'deny_at_disable',
    asks(lost({ ...percent(0), deny_at_disable: { default_value: true, runtime_key: 'x.y' } })),
    FAILED,
  ],
  ['filter_enabled_metadata without it', asks(lost(metadata(false))), OK],
  ['filter_enabled_metadata inverted', asks(lost(metadata(true))), FAILED],
  ['no route: nobody is asked', asks(lost(), { noRoute: true }), '404 NR route_not_found'],
  ['a redirect to TLS is a route', asks(lost(), { host: { require_tls: 'ALL' } }), FAILED],
  ['disabled for the route', asks(lost(), { perRoute: off }), OK],
  [
    'check_settings',
    asks(lost(), {
      perRoute: per('ext_authz.v3.ExtAuthzPerRoute', { check_settings: { context_extensions: { a: 'b' } } }),
    }),
    FAILED,
  ],
])('ext_authz: %s', (_row, got, expected) => expect(got).toBe(expected));

test('ext_authz: a route that answers itself is asked about, too', () => {
  const routes = [{ name: 'r', match: { prefix: '/' }, ...direct }];
  const filters = [extension('ea', `envoy.extensions.filters.http.${TYPE}`, lost())];
  expect(answer(outcomeOf({ filters, routes }, GET))).toBe(FAILED);
});

test('ext_authz: failure_mode_allow_header_add', () => {
  const config = lost({ failure_mode_allow: true, failure_mode_allow_header_add: true });
  const setup: Setup = { filters: [extension('ea', `envoy.extensions.filters.http.${TYPE}`, config)] };
  expect(headerUp(outcomeOf(setup, GET), 'x-envoy-auth-failure-mode-allowed')).toBe('true');
});

test('ext_authz: Istio asks where a shadow policy matched', () => {
  const shadow = extension('rbac', 'envoy.extensions.filters.http.rbac.v3.RBAC', {
    shadow_rules: {
      action: 'DENY',
      policies: {
        'istio-ext-authz-p-1': { permissions: [{ url_path: { path: { prefix: '/a' } } }], principals: [{ any: true }] },
      },
    },
    shadow_rules_stat_prefix: 'istio_ext_authz_',
  });
  const enabled = {
    filter: 'envoy.filters.http.rbac',
    path: [{ key: 'istio_ext_authz_shadow_effective_policy_id' }],
    value: { string_match: { prefix: 'istio-ext-authz-p' } },
  };
  const asked = extension('ea', `envoy.extensions.filters.http.${TYPE}`, {
    ...service('c2'),
    filter_enabled_metadata: enabled,
  });
  const run = (path: string): string => answer(outcomeOf({ filters: [shadow, asked] }, { line: `GET ${path}` }));
  expect([run('/a'), run('/b')]).toEqual([ASKS, OK]);
});
