import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/text/json/JsonValue.js';
import type { HeaderLine } from '../../../proof/envoy/Configuration.js';
import { extension } from '../../../proof/envoy/gen/types.js';
import { answer, headerUp, outcomeOf, type Setup } from '../measured.js';
import { answerOf, per } from './answerOf.js';

/* Measured on Envoy 1.40.0 and 1.36.2: source/extensions/filters/http/{health_check,header_mutation,set_metadata,grpc_web,grpc_http1_bridge}. */

const OK = '200 via_upstream';
const FILTERS = 'envoy.extensions.filters.http.';

describe('health_check', () => {
  const headers = [{ name: ':path', string_match: { exact: '/health' } }];
  const asks = (config: JsonObject, path = '/health', noRoute = false): string =>
    answerOf({ type: 'health_check.v3.HealthCheck', config, noRoute }, { line: `GET ${path}` });
  const answers = { pass_through_mode: false, headers };
  test.each<[string, string, string]>([
    ['answers', asks(answers), '200 health_check_ok'],
    ['another path', asks(answers, '/x'), OK],
    ['no headers: everything', asks({ pass_through_mode: false }, '/x'), '200 health_check_ok'],
    ['pass_through_mode', asks({ pass_through_mode: true, headers }), OK],
    [
      'cache_time',
      asks({ pass_through_mode: true, headers, cache_time: '10s' }),
      'unknown health_check: whether an answer is still kept',
    ],
    [
      'a cluster that there is not',
      asks({ ...answers, cluster_min_healthy_percentages: { none: { value: 50 } } }),
      '503 LH health_check_failed_no_cluster_found',
    ],
    [
      'hosts of a cluster',
      asks({ ...answers, cluster_min_healthy_percentages: { c1: { value: 50 } } }),
      'unknown health_check: how many hosts of c1 are healthy',
    ],
    ['no route: before the 404', asks(answers, '/health', true), '200 health_check_ok'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

describe('header_mutation', () => {
  const append = (key: string, value: string, append_action = 'APPEND_IF_EXISTS_OR_ADD'): JsonObject => ({
    append: { header: { key, value }, append_action },
  });
  const mutations = (...request_mutations: readonly JsonObject[]): JsonObject => ({ mutations: { request_mutations } });
  const sent: readonly HeaderLine[] = [
    ['x-a', '1'],
    ['x-b', '2'],
    ['x-a', '3'],
  ];
  const up = (name: string, ...own: readonly JsonObject[]): string => {
    const filters = [extension('hm', `${FILTERS}header_mutation.v3.HeaderMutation`, mutations(...own))];
    return headerUp(outcomeOf({ filters }, { line: 'GET /', headers: sent }), name);
  };
  test.each<[string, string, string]>([
    ['append', up('x-a', append('x-a', '9')), '1 | 3 | 9'],
    ['overwrite', up('x-a', append('x-a', '9', 'OVERWRITE_IF_EXISTS_OR_ADD')), '9'],
    ['OVERWRITE_IF_EXISTS, absent', up('x-c', append('x-c', '9', 'OVERWRITE_IF_EXISTS')), '-'],
    ['ADD_IF_ABSENT, present', up('x-b', append('x-b', '9', 'ADD_IF_ABSENT')), '2'],
    ['removed, then added', up('x-a', { remove: 'X-A' }, append('x-a', 'new')), 'new'],
    ['added, then removed', up('x-a', append('x-a', 'new'), { remove: 'x-a' }), '-'],
    ['one sees what the other set', up('x-2', append('x-1', 'a'), append('x-2', '%REQ(x-1)%')), 'a'],
    ['an empty value', up('x-e', append('x-e', '%REQ(none)%')), '-'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));

  test.each([
    [false, 'f | w | r | v | c'],
    [true, 'f | c | v | r | w'],
  ])('levels, most_specific_header_mutations_wins %s', (wins, expected) => {
    const at = (value: string): JsonObject => ({
      typed_per_filter_config: {
        hm: per('header_mutation.v3.HeaderMutationPerRoute', mutations(append('x-l', value))),
      },
    });
    const filter = { ...mutations(append('x-l', 'f')), most_specific_header_mutations_wins: wins };
    const setup: Setup = {
      filters: [extension('hm', `${FILTERS}header_mutation.v3.HeaderMutation`, filter)],
      routes: [
        {
          match: { prefix: '/' },
          route: { weighted_clusters: { clusters: [{ name: 'c1', weight: 1, ...at('w') }] } },
          ...at('r'),
        },
      ],
      host: at('v'),
      routeConfig: at('c'),
    };
    expect(headerUp(outcomeOf(setup, { line: 'GET /' }), 'x-l')).toBe(expected);
  });

  test('answers are framed by the content type that the request came with', () => {
    const config = mutations(append('content-type', 'application/grpc', 'OVERWRITE_IF_EXISTS_OR_ADD'));
    const route = { route: { cluster: 'none' } };
    expect(answerOf({ type: 'header_mutation.v3.HeaderMutation', config, route }, { line: 'GET /' })).toBe(
      '503 NC cluster_not_found',
    );
  });
});

describe('set_metadata', () => {
  const rbac = (...path: readonly string[]): JsonObject =>
    extension('rbac', `${FILTERS}rbac.v3.RBAC`, {
      rules: {
        policies: {
          p: {
            permissions: [{ any: true }],
            principals: [
              {
                metadata: { filter: 'n', path: path.map((key) => ({ key })), value: { string_match: { exact: '1' } } },
              },
            ],
          },
        },
      },
    });
  const sees = (config: JsonObject, ...path: readonly string[]): boolean => {
    const filters = [extension('sm', `${FILTERS}set_metadata.v3.Config`, config), rbac(...path)];
    return answer(outcomeOf({ filters }, { line: 'GET /' })) === OK;
  };
  const set = (value: JsonObject, more: JsonObject = {}): JsonObject => ({ metadata_namespace: 'n', value, ...more });
  const merged = {
    metadata: [set({ a: '0', o: { x: '1' } }), set({ a: '1', o: { y: '1' } }, { allow_overwrite: true })],
  };
  test.each<[string, boolean, boolean]>([
    ['sets', sees({ metadata: [set({ o: { x: '1' } })] }, 'o', 'x'), true],
    ['the older fields', sees({ metadata_namespace: 'n', value: { a: '1' } }, 'a'), true],
    ['no second time', sees({ metadata: [set({ a: '0' }), set({ a: '1' })] }, 'a'), false],
    ['allow_overwrite', sees(merged, 'a'), true],
    ['allow_overwrite keeps the rest', sees(merged, 'o', 'x'), true],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

describe('grpc_web', () => {
  const filters = [extension('gw', `${FILTERS}grpc_web.v3.GrpcWeb`)];
  const up = (type: string, name: string): string =>
    headerUp(outcomeOf({ filters }, { line: 'POST /', headers: [['content-type', type]] }), name);
  test.each<[string, string, string]>([
    ['goes on as gRPC', up('application/grpc-web+proto', 'content-type'), 'application/grpc'],
    ['te', up('application/grpc-web', 'te'), 'trailers'],
    ['grpc-accept-encoding', up('application/grpc-web-text', 'grpc-accept-encoding'), 'identity'],
    ['with parameters it is none', up('application/grpc-web;x=1', 'content-type'), 'application/grpc-web;x=1'],
    ['gRPC', up('application/grpc', 'te'), '-'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
  test('answers are not framed as gRPC', () =>
    expect(
      answer(
        outcomeOf({ filters, routes: [] }, { line: 'POST /', headers: [['content-type', 'application/grpc-web']] }),
      ),
    ).toBe('404 NR route_not_found'));
});

test.each<[JsonObject, string, string]>([
  [{}, 'application/grpc', OK],
  [{ upgrade_protobuf_to_grpc: true }, 'application/grpc', OK],
  [{ upgrade_protobuf_to_grpc: true }, 'application/x-protobuf', 'unknown grpc_http1_bridge: upgrade_protobuf_to_grpc'],
])('grpc_http1_bridge %j %s', (config, type, expected) => {
  const sent = { line: 'POST /', headers: [['content-type', type]] as const };
  expect(answerOf({ type: 'grpc_http1_bridge.v3.Config', config }, sent)).toBe(expected);
});

test.each([
  ['lua.v3.Lua', 'lua.v3.LuaPerRoute', 'unknown lua filter probe'],
  ['ext_proc.v3.ExternalProcessor', 'ext_proc.v3.ExtProcPerRoute', 'unknown ext_proc filter probe'],
])('%s is code that is not run here, unless the route switches it off', (type, perRoute, opaque) => {
  expect(answerOf({ type, config: {} }, { line: 'GET /' })).toBe(opaque);
  expect(answerOf({ type, config: {}, perRoute: per(perRoute, { disabled: true }) }, { line: 'GET /' })).toBe(OK);
});
