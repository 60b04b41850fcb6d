import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../../src/envoy/parse/parseRoute.js';
import { parseRouteConfiguration } from '../../../src/envoy/parse/parseRouteConfiguration.js';
import { parseRouteMatch } from '../../../src/envoy/parse/parseRouteMatch.js';
import { parseVirtualHost } from '../../../src/envoy/parse/parseVirtualHost.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const any = (type: string, more: JsonObject = {}) => ({ '@type': `type.googleapis.com/${type}`, ...more });
const template = (path_template: string) =>
  any('envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig', { path_template });

describe('RouteMatch', () => {
  it.each<[string, JsonObject, object]>([
    [
      'prefix',
      { prefix: '/a' },
      { path: { kind: 'prefix', value: '/a' }, caseSensitive: true, grpc: false, unsupported: [] },
    ],
    ['prefix ""', { prefix: '' }, { path: { kind: 'prefix', value: '' } }],
    ['path', { path: '/a', case_sensitive: { value: false } }, { path: { kind: 'path' }, caseSensitive: false }],
    [
      'safe_regex',
      { safe_regex: { google_re2: {}, regex: 'x' } },
      { path: { kind: 'safe_regex', value: 'x' }, unsupported: [] },
    ],
    ['v2 regex', { regex: 'x' }, { path: { kind: 'ecmascript', value: 'x' } }],
    [
      'path_separated_prefix',
      { path_separated_prefix: '/a' },
      { path: { kind: 'path_separated_prefix', value: '/a' } },
    ],
    ['connect_matcher', { connect_matcher: {} }, { path: { kind: 'connect_matcher' }, unsupported: [] }],
    [
      'uri_template',
      { path_match_policy: { name: 'x', typed_config: template('/a/*') } },
      { path: { kind: 'uri_template', value: '/a/*' } },
    ],
    [
      'another policy',
      { path_match_policy: { name: 'x', typed_config: any('a.B') } },
      { path: { kind: 'unsupported', field: 'path_match_policy a.B' } },
    ],
    ['no specifier', {}, { path: { kind: 'unsupported', field: 'path_specifier' } }],
    ['grpc', { prefix: '/', grpc: {} }, { grpc: true, unsupported: [] }],
    [
      'tls_context',
      { tls_context: { presented: true, validated: { value: false } } },
      { tlsContext: { presented: true, validated: false } },
    ],
    [
      'runtime_fraction',
      { runtime_fraction: { default_value: { numerator: 5 }, runtime_key: 'k' } },
      { runtimeFraction: { numerator: 5, denominator: 100, runtimeKey: 'k' } },
    ],
    [
      'v2 runtime',
      { runtime: { default_value: 5, runtime_key: 'k' } },
      { runtimeFraction: { numerator: 5, denominator: 100, runtimeKey: 'k' }, unsupported: [] },
    ],
    [
      'cookies',
      { cookies: [{ name: 'c', string_match: { exact: 'a' } }] },
      { cookies: [{ name: 'c' }], unsupported: [] },
    ],
    [
      'filter_state',
      {
        filter_state: [
          { key: 'k', string_match: { exact: 'a' } },
          { key: 'l', address_match: {} },
        ],
      },
      {
        filterState: [
          { key: 'k', matcher: { kind: 'string_match' } },
          { key: 'l', matcher: { kind: 'unsupported', field: 'address_match' } },
        ],
      },
    ],
    ['a field of a later release', { prefix: '/', frob: {} }, { unsupported: ['frob'] }],
    [
      'a fraction that cannot be read',
      { runtime_fraction: { default_value: { denominator: 'X' } } },
      { unsupported: ['runtime_fraction.default_value.denominator'] },
    ],
  ])('%s', (_name, json, expected) => {
    expect(parseRouteMatch(json, '/m')).toMatchObject(expected);
  });
});

describe('actions', () => {
  const action = (json: JsonObject) => parseRoute(json, '/r').action;

  it.each<[string, JsonObject, object]>([
    ['none', {}, { kind: 'unsupported', field: 'action' }],
    [
      'non_forwarding_action',
      { non_forwarding_action: {} },
      { kind: 'non_forwarding_action', at: '/r/non_forwarding_action' },
    ],
    [
      'direct_response',
      { direct_response: { status: 418, body: { inline_string: 'tea' } } },
      { kind: 'direct_response', status: 418, body: 'tea' },
    ],
    ['direct_response, bytes', { direct_response: { status: 200, body: { inline_bytes: 'dGVh' } } }, { body: 'tea' }],
    [
      'redirect',
      { redirect: { https_redirect: true } },
      { kind: 'redirect', status: 301, httpsRedirect: true, path: { kind: 'none' } },
    ],
    ['redirect code by number', { redirect: { response_code: 4 } }, { status: 308 }],
    [
      'redirect path',
      { redirect: { path_redirect: '/x', strip_query: true, port_redirect: 8443 } },
      { path: { kind: 'path_redirect', value: '/x' }, stripQuery: true, portRedirect: 8443 },
    ],
    [
      'redirect regex',
      { redirect: { regex_rewrite: { pattern: { regex: 'a' }, substitution: 'b' } } },
      { path: { kind: 'regex_rewrite', regex: 'a', substitution: 'b' } },
    ],
    ['redirect with more', { redirect: { frob: true } }, { kind: 'unsupported', field: 'redirect.frob' }],
  ])('%s', (_name, json, expected) => {
    expect(action(json)).toMatchObject(expected);
  });

  it('the body of a direct_response: none is empty, a file’s or a formatted one is not known', () => {
    expect(action({ direct_response: { status: 200 } })).toMatchObject({ body: '' });
    expect(action({ direct_response: { status: 200, body: { filename: '/x' } } })).not.toHaveProperty('body');
    const formatted = { status: 200, body: { inline_string: 'x' }, body_format: {} };
    expect(action({ direct_response: formatted })).not.toHaveProperty('body');
  });
});

describe('RouteAction', () => {
  const forward = (json: JsonObject) => parseRoute({ route: json }, '').action;
  const cluster = { cluster: 'c' };

  it.each<[string, JsonObject, object]>([
    [
      'cluster',
      cluster,
      {
        cluster: { kind: 'cluster', at: '/route/cluster', name: 'c' },
        timeoutMs: 15_000,
        clusterNotFoundStatus: 503,
        priority: 'DEFAULT',
        unsupported: [],
      },
    ],
    ['cluster_header', { cluster_header: 'x-c' }, { cluster: { kind: 'cluster_header', header: 'x-c' } }],
    [
      'plugin',
      { cluster_specifier_plugin: 'p' },
      { cluster: { kind: 'unsupported', field: 'cluster_specifier_plugin' } },
    ],
    ['no cluster', {}, { cluster: { kind: 'unsupported', field: 'cluster_specifier' } }],
    [
      'weighted_clusters',
      {
        weighted_clusters: {
          clusters: [
            { name: 'a', weight: 80, host_rewrite_literal: 'h' },
            { cluster_header: 'x', weight: { value: 20 } },
          ],
          total_weight: 100,
          header_name: 'x-w',
          runtime_key_prefix: 'k',
        },
      },
      {
        cluster: {
          kind: 'weighted_clusters',
          clusters: [
            { name: 'a', weight: 80, hostRewriteLiteral: 'h' },
            { clusterHeader: 'x', weight: 20 },
          ],
          totalWeight: 100,
          headerName: 'x-w',
          runtimeKeyPrefix: 'k',
        },
      },
    ],
    [
      'a weight that cannot be read',
      { weighted_clusters: { clusters: [{ name: 'a', weight: 'x' }] } },
      { cluster: { kind: 'unsupported', field: 'weighted_clusters.clusters.weight' } },
    ],
    ['timeout off', { ...cluster, timeout: '0s' }, { timeoutMs: 0 }],
    ['NOT_FOUND by number', { ...cluster, cluster_not_found_response_code: 1 }, { clusterNotFoundStatus: 404 }],
    [
      'prefix_rewrite',
      { ...cluster, prefix_rewrite: '/' },
      { pathRewrite: { kind: 'prefix_rewrite', at: '/route/prefix_rewrite', value: '/' } },
    ],
    [
      'regex_rewrite',
      { ...cluster, regex_rewrite: { pattern: { google_re2: {}, regex: 'a' }, substitution: '\\1' } },
      { pathRewrite: { kind: 'regex_rewrite', regex: 'a', substitution: '\\1' }, unsupported: [] },
    ],
    [
      'path_rewrite',
      { ...cluster, path_rewrite: '%REQ(:PATH)%' },
      { pathRewrite: { kind: 'path_rewrite', format: '%REQ(:PATH)%' } },
    ],
    [
      'a path_rewrite_policy that is not known',
      { ...cluster, path_rewrite_policy: { name: 'x', typed_config: any('a.B') } },
      { unsupported: ['path_rewrite_policy'] },
    ],
    [
      'host_rewrite_literal',
      { ...cluster, host_rewrite_literal: 'h' },
      { hostRewrite: { kind: 'host_rewrite_literal', value: 'h' } },
    ],
    [
      'v2 host_rewrite',
      { ...cluster, host_rewrite: 'h' },
      { hostRewrite: { kind: 'host_rewrite_literal', at: '/route/host_rewrite', value: 'h' } },
    ],
    [
      'host_rewrite as formatter',
      { ...cluster, host_rewrite: '%REQ(x)%' },
      { hostRewrite: { kind: 'host_rewrite', format: '%REQ(x)%' } },
    ],
    [
      'auto_host_rewrite',
      { ...cluster, auto_host_rewrite: { value: true } },
      { hostRewrite: { kind: 'auto_host_rewrite' } },
    ],
    [
      'host_rewrite_header',
      { ...cluster, host_rewrite_header: 'x' },
      { hostRewrite: { kind: 'host_rewrite_header', header: 'x' } },
    ],
    [
      'v2 auto_host_rewrite_header',
      { ...cluster, auto_host_rewrite_header: 'x' },
      { hostRewrite: { kind: 'host_rewrite_header', header: 'x' }, unsupported: [] },
    ],
    [
      'mirrors',
      {
        ...cluster,
        request_mirror_policies: [{ cluster: 'm', runtime_fraction: { default_value: { numerator: 1 } } }],
      },
      { requestMirrorPolicies: [{ cluster: 'm', fraction: { numerator: 1 } }] },
    ],
    [
      'v2 mirror',
      { ...cluster, request_mirror_policy: { cluster: 'm' } },
      { requestMirrorPolicies: [{ cluster: 'm' }], unsupported: [] },
    ],
    [
      'retries',
      { ...cluster, retry_policy: { retry_on: 'connect-failure, 5xx', num_retries: { value: 2 }, retry_back_off: {} } },
      { retryPolicy: { retryOn: ['connect-failure', '5xx'], numRetries: 2 }, unsupported: [] },
    ],
    [
      'hash policies',
      {
        ...cluster,
        hash_policy: [
          { header: { header_name: 'x' }, terminal: true },
          { cookie: { name: 'c', ttl: '0s' } },
          { connection_properties: { source_ip: true } },
        ],
      },
      {
        hashPolicies: [
          { kind: 'header', name: 'x', terminal: true },
          { kind: 'cookie', name: 'c', generatesCookie: true },
          { kind: 'connection_properties', name: 'source_ip' },
        ],
      },
    ],
    [
      'subset',
      { ...cluster, metadata_match: { filter_metadata: { 'envoy.lb': { v: '1' } } } },
      { metadataMatch: new Map([['v', '1']]) },
    ],
    ['internal redirects', { ...cluster, internal_redirect_policy: {} }, { internalRedirect: true }],
    [
      'v2 internal redirects',
      { ...cluster, internal_redirect_action: 'HANDLE_INTERNAL_REDIRECT' },
      { internalRedirect: true, unsupported: [] },
    ],
    ['harmless', { ...cluster, max_grpc_timeout: '0s', rate_limits: [{}] }, { unsupported: [] }],
    ['not known', { ...cluster, frob: 1 }, { unsupported: ['frob'] }],
  ])('%s', (_name, json, expected) => {
    expect(forward(json)).toMatchObject(expected);
  });
});

describe('Route, VirtualHost, RouteConfiguration', () => {
  it('names, metadata and the operation of a route', () => {
    const json = {
      name: 'n',
      match: { prefix: '/' },
      metadata: { filter_metadata: { istio: { config: 'c' } } },
      decorator: { operation: 'o', propagate: false },
    };
    expect(parseRoute(json, '')).toMatchObject({
      name: 'n',
      metadata: { istio: { config: 'c' } },
      decoratorOperation: 'o',
      unsupported: [],
    });
  });

  it.each<[string, JsonObject, object]>([
    ['add', { header: { key: 'x', value: 'v' } }, { name: 'x', value: 'v', action: 'APPEND_IF_EXISTS_OR_ADD' }],
    ['append false', { header: { key: 'x' }, append: false }, { value: '', action: 'OVERWRITE_IF_EXISTS_OR_ADD' }],
    ['append true', { header: { key: 'x' }, append: { value: true } }, { action: 'APPEND_IF_EXISTS_OR_ADD' }],
    ['append_action', { header: { key: 'x' }, append_action: 'ADD_IF_ABSENT' }, { action: 'ADD_IF_ABSENT' }],
    ['append_action by number', { header: { key: 'x' }, append_action: 3 }, { action: 'OVERWRITE_IF_EXISTS' }],
    ['raw_value', { header: { key: 'x', raw_value: 'dGVh' } }, { value: 'tea' }],
  ])('header: %s', (_name, option, expected) => {
    expect(parseRoute({ request_headers_to_add: [option] }, '').headers.requestAdd).toMatchObject([expected]);
  });

  it('a virtual host', () => {
    const json = {
      name: 'v',
      domains: ['a', '*'],
      require_tls: 'ALL',
      routes: [{ name: 'r' }],
      include_request_attempt_count: true,
      virtual_clusters: [{}],
    };
    const host = parseVirtualHost(json, '/v');
    expect(host).toMatchObject({
      domains: ['a', '*'],
      requireTls: 'ALL',
      includeRequestAttemptCount: true,
      unsupported: [],
    });
    expect(host.routes).toMatchObject([{ at: '/v/routes/0', name: 'r' }]);
    expect(host.routes).toBe(host.routes);
  });

  it('a route configuration', () => {
    const json = {
      name: 'r',
      virtual_hosts: [{ name: 'v' }],
      ignore_port_in_host_matching: true,
      validate_clusters: false,
      vhost_header: 'x',
      vhds: {},
    };
    expect(parseRouteConfiguration(json, '')).toMatchObject({
      name: 'r',
      virtualHosts: [{ at: '/virtual_hosts/0' }],
      ignorePortInHostMatching: true,
      vhostHeader: 'x',
      unsupported: ['vhds'],
    });
  });
});
