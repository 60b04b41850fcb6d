import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { extension } from '../../proof/envoy/gen/types.js';
import type { HeaderLine } from '../../proof/envoy/Configuration.js';
import { answer } from './measured.js';
import { hello, outcomesOf } from './ofListener.js';

/* Measured on Envoy 1.40.0, section H: scoped routes (router/scoped_config_impl.cc). */

const routesOf = (name: string, status: number): JsonObject => ({
  name,
  virtual_hosts: [{ name, domains: ['*'], routes: [{ match: { prefix: '/' }, direct_response: { status } }] }],
});
const scope = (name: string, ...key: readonly string[]): JsonObject => ({
  name,
  key: { fragments: key.map((string_key) => ({ string_key })) },
});
const keyed = (extractor: JsonObject): JsonObject => ({ header_value_extractor: { name: 'x-s', ...extractor } });
const ELEMENT = keyed({ element_separator: ';', element: { separator: '=', key: 'vip' } });
const SECOND = keyed({ element_separator: ',', index: 1 });

function got(fragments: readonly JsonObject[], headers: readonly HeaderLine[], dumped = false): string {
  const scopes = [
    { ...scope('one', 'a'), route_configuration: routesOf('one', 201) },
    { ...scope('two', 'a', 'b'), route_configuration: routesOf('two', 202) },
    { ...scope('named', 'c'), route_configuration_name: 'named' },
    { ...scope('gone', 'd'), route_configuration_name: 'gone' },
  ];
  const list = dumped
    ? { scoped_rds: { scoped_rds_config_source: { ads: {} } } }
    : { scoped_route_configurations_list: { scoped_route_configurations: scopes } };
  const manager = extension(
    'hcm',
    'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    {
      stat_prefix: 's',
      scoped_routes: { name: 'set', scope_key_builder: { fragments }, rds_config_source: { ads: {} }, ...list },
      http_filters: [extension('router', 'envoy.extensions.filters.http.router.v3.Router')],
    },
  );
  const [outcome = {}] = outcomesOf(
    {
      listener: { filter_chains: [{ name: 'only', filters: [manager] }] },
      routes: [routesOf('named', 203)],
      scopedRoutes: { dynamic_scoped_route_configs: [{ name: 'set', scoped_route_configs: scopes }] },
    },
    { ...hello(), http: { version: '1.1', method: 'GET', target: '/', authority: 'a', headers } },
  );
  return answer(outcome);
}

const MISS = '404 NR route_not_found';
describe('H scoped routes', () => {
  test.each<[string, readonly JsonObject[], readonly HeaderLine[], string]>([
    ['the key of an element', [ELEMENT], [['x-s', 'x=1;vip=a']], '201 direct_response'],
    ['key miss', [ELEMENT], [['x-s', 'vip=z']], MISS],
    ['header absent', [ELEMENT], [], MISS],
    ['an element by its place', [SECOND], [['x-s', 'x,a']], '201 direct_response'],
    ['index out of range', [SECOND], [['x-s', 'a']], MISS],
    [
      'two header lines with a miss first',
      [SECOND],
      [
        ['x-s', 'x,z'],
        ['x-s', 'x,a'],
      ],
      MISS,
    ],
    ['two fragments', [keyed({ index: 0, element_separator: ',' }), SECOND], [['x-s', 'a,b']], '202 direct_response'],
    ['routes by name', [SECOND], [['x-s', 'x,c']], '203 direct_response'],
    ['RDS never delivered', [SECOND], [['x-s', 'x,d']], MISS],
  ])('H scoped routes: %s', (_row, fragments, headers, expected) => {
    expect(got(fragments, headers)).toBe(expected);
    expect(got(fragments, headers, true)).toBe(expected);
  });
});
