import { describe, expect, it } from 'vitest';
import { parseMatcherTree } from '../../../src/envoy/parse/parseMatcherTree.js';
import { parsePermission } from '../../../src/envoy/parse/parsePermission.js';
import { parsePrincipal } from '../../../src/envoy/parse/parsePrincipal.js';
import { parseRbac } from '../../../src/envoy/parse/parseRbac.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const any = (type: string, more: JsonObject = {}) => ({ '@type': `type.googleapis.com/${type}`, ...more });

describe('RBAC', () => {
  it('rules that are absent are not rules that are empty', () => {
    expect(parseRbac({}, '')).not.toHaveProperty('rules');
    expect(parseRbac({ rules: {} }, '')).toMatchObject({ rules: { at: '/rules', action: 'ALLOW', policies: [] } });
  });

  it('policies by name, byte by byte', () => {
    const rules = { action: 'DENY', policies: { b: {}, a: {}, B: {}, 'ns[x]': {} } };
    expect(parseRbac({ rules }, '').rules?.policies.map(({ name, at }) => `${name} ${at}`)).toEqual([
      'B /rules/policies/B',
      'a /rules/policies/a',
      'b /rules/policies/b',
      'ns[x] /rules/policies/ns[x]',
    ]);
  });

  it.each<[string, JsonObject, object]>([
    [
      'a condition',
      { condition: { id: '1', ident_expr: { name: 'request' } } },
      { condition: { kind: 'ident', name: 'request', at: '/rules/policies/p/condition' } },
    ],
    [
      'a macro, which Envoy does not run',
      { condition: { comprehension_expr: {} } },
      { condition: { kind: 'unsupported', at: '/rules/policies/p/condition' } },
    ],
    [
      'a field that is not known counts as one',
      { frob: 1 },
      { condition: { kind: 'unsupported', at: '/rules/policies/p' } },
    ],
  ])('%s', (_name, policy, expected) => {
    expect(parseRbac({ rules: { policies: { p: policy } } }, '').rules?.policies[0]).toMatchObject(expected);
  });

  it.each<[string, JsonObject, object]>([
    [
      'shadow rules',
      { shadow_rules: { action: 1 }, shadow_rules_stat_prefix: 's' },
      { shadowRules: { action: 'DENY' }, shadowRulesStatPrefix: 's' },
    ],
    [
      'statistics',
      { stat_prefix: 'x', track_per_rule_stats: true, enforcement_type: 'CONTINUOUS' },
      { unsupported: [] },
    ],
    ['an action that is not known', { rules: { action: 'MAYBE' } }, { unsupported: ['rules.action'] }],
  ])('%s', (_name, json, expected) => {
    expect(parseRbac(json, '')).toMatchObject(expected);
  });
});

describe('Permission', () => {
  it.each<[JsonObject, object]>([
    [{ any: true }, { kind: 'any', any: true }],
    [
      { and_rules: { rules: [{ any: true }] } },
      { kind: 'and_rules', rules: [{ at: '/p/and_rules/rules/0', kind: 'any' }] },
    ],
    [{ orRules: { rules: [] } }, { kind: 'or_rules', rules: [] }],
    [{ not_rule: { destination_port: 80 } }, { kind: 'not_rule', rule: { kind: 'destination_port', port: 80 } }],
    [{ header: { name: ':method', exact_match: 'GET' } }, { kind: 'header', header: { name: ':method' } }],
    [{ url_path: { path: { prefix: '/a' } } }, { kind: 'url_path', path: { kind: 'prefix', value: '/a' } }],
    [
      { destination_ip: { address_prefix: '10.0.0.0', prefix_len: 8 } },
      { kind: 'destination_ip', cidr: { text: '10.0.0.0/8' } },
    ],
    [{ destination_port_range: { start: 1, end: 2 } }, { kind: 'destination_port_range', start: 1, end: 2 }],
    [{ requested_server_name: { exact: 'a' } }, { kind: 'requested_server_name', matcher: { value: 'a' } }],
    [{ metadata: { filter: 'f', value: { bool_match: true } } }, { kind: 'metadata', metadata: { filter: 'f' } }],
    [{ sourced_metadata: { metadata_matcher: { filter: 'f' } } }, { kind: 'metadata', metadata: { filter: 'f' } }],
    [
      { sourced_metadata: { metadata_matcher: { filter: 'f' }, metadata_source: 'ROUTE' } },
      { kind: 'unsupported', field: 'sourced_metadata' },
    ],
    [{ matcher: { name: 'x' } }, { kind: 'unsupported', field: 'matcher' }],
    [{ uri_template: { name: 'x' } }, { kind: 'unsupported', field: 'uri_template' }],
    [{ destination_port: 'x' }, { kind: 'unsupported', field: 'destination_port' }],
    [{ destination_ip: { address_prefix: 'x' } }, { kind: 'unsupported', field: 'destination_ip' }],
    [{}, { kind: 'unsupported', field: 'rule' }],
  ])('%j', (json, expected) => {
    expect(parsePermission(json, '/p')).toMatchObject({ at: '/p', ...expected });
  });
});

describe('Principal', () => {
  it.each<[JsonObject, object]>([
    [{ any: true }, { kind: 'any', any: true }],
    [{ and_ids: { ids: [{ any: true }] } }, { kind: 'and_ids', ids: [{ kind: 'any' }] }],
    [{ not_id: { any: true } }, { kind: 'not_id', id: { kind: 'any' } }],
    [{ authenticated: {} }, { kind: 'authenticated' }],
    [
      { authenticated: { principal_name: { exact: 'spiffe://x' } } },
      { kind: 'authenticated', principalName: { value: 'spiffe://x' } },
    ],
    [{ authenticated: { frob: 1 } }, { kind: 'unsupported', field: 'authenticated' }],
    [{ source_ip: { address_prefix: '::', prefix_len: 0 } }, { kind: 'source_ip', cidr: { text: '::/0' } }],
    [{ direct_remote_ip: { address_prefix: '1.2.3.4', prefix_len: 32 } }, { kind: 'direct_remote_ip' }],
    [{ remote_ip: { address_prefix: '1.2.3.4', prefix_len: 32 } }, { kind: 'remote_ip' }],
    [
      { filter_state: { key: 'io.istio.peer_principal', string_match: { exact: 'a' } } },
      { kind: 'filter_state', filterState: { key: 'io.istio.peer_principal' } },
    ],
    [{ custom: { name: 'x' } }, { kind: 'unsupported', field: 'custom' }],
    [{}, { kind: 'unsupported', field: 'identifier' }],
  ])('%j', (json, expected) => {
    expect(parsePrincipal(json, '/p')).toMatchObject({ at: '/p', ...expected });
  });
});

describe('Matcher', () => {
  const input = { name: 'port', typed_config: any('envoy.extensions.matching.inputs.v3.DestinationPortInput') };
  const chain = (value: string) => ({
    action: { name: value, typed_config: any('google.protobuf.StringValue', { value }) },
  });
  const chosen = (value: string) => ({ kind: 'action', name: value, value: { kind: 'string', value } });

  it.each<[string, JsonObject, object]>([
    [
      'exact map',
      { matcher_tree: { input, exact_match_map: { map: { '80': chain('a') } } }, on_no_match: chain('b') },
      {
        branches: {
          kind: 'exact_match_map',
          input: { name: 'DestinationPortInput' },
          map: new Map([['80', expect.objectContaining(chosen('a'))]]),
        },
        onNoMatch: chosen('b'),
      },
    ],
    [
      'IP ranges',
      {
        matcher_tree: {
          input,
          custom_match: {
            name: 'ip',
            typed_config: any('xds.type.matcher.v3.IPMatcher', {
              range_matchers: [
                { ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }], on_match: chain('a'), exclusive: true },
              ],
            }),
          },
        },
      },
      { branches: { kind: 'ip_matcher', ranges: [{ cidrs: [{ text: '10.0.0.0/8' }], onMatch: chosen('a') }] } },
    ],
    [
      'another custom match',
      { matcher_tree: { input, custom_match: { typed_config: any('a.ServerNameMatcher') } } },
      { branches: { kind: 'unsupported', typeUrl: 'a.ServerNameMatcher' } },
    ],
    [
      'list',
      {
        matcher_list: {
          matchers: [
            {
              predicate: {
                single_predicate: {
                  input: { name: 'h', typed_config: any('a.HttpRequestHeaderMatchInput', { header_name: 'x' }) },
                  value_match: { exact: 'v' },
                },
              },
              on_match: chain('a'),
            },
          ],
        },
      },
      {
        branches: {
          kind: 'matcher_list',
          matchers: [
            {
              predicate: {
                kind: 'single',
                input: { name: 'HttpRequestHeaderMatchInput', argument: 'x' },
                matcher: { value: 'v' },
              },
              onMatch: chosen('a'),
            },
          ],
        },
      },
    ],
    [
      'not, or, custom',
      {
        matcher_list: {
          matchers: [
            {
              predicate: {
                not_matcher: {
                  or_matcher: {
                    predicate: [{ single_predicate: { input, custom_match: { typed_config: any('a.B') } } }],
                  },
                },
              },
              on_match: chain('a'),
            },
          ],
        },
      },
      {
        branches: {
          matchers: [
            {
              predicate: {
                kind: 'not',
                predicate: { kind: 'or', predicates: [{ kind: 'unsupported', typeUrl: 'a.B' }] },
              },
            },
          ],
        },
      },
    ],
    [
      'nested',
      { on_no_match: { matcher: { on_no_match: chain('a') } } },
      {
        branches: { kind: 'none' },
        onNoMatch: { kind: 'matcher', matcher: { at: '/m/on_no_match/matcher', onNoMatch: chosen('a') } },
      },
    ],
    [
      'keep_matching',
      { on_no_match: { ...chain('a'), keep_matching: true } },
      { onNoMatch: { kind: 'action', value: { kind: 'unparsed' } } },
    ],
    [
      'routes',
      {
        on_no_match: {
          action: { name: 'r', typed_config: any('envoy.config.route.v3.RouteList', { routes: [{ name: 'x' }] }) },
        },
      },
      { onNoMatch: { value: { kind: 'routes', routes: [{ name: 'x' }] } } },
    ],
    [
      'an RBAC action',
      {
        on_no_match: {
          action: { name: 'r', typed_config: any('envoy.config.rbac.v3.Action', { name: 'p', action: 'DENY' }) },
        },
      },
      { onNoMatch: { value: { kind: 'rbac_action', name: 'p', action: 'DENY' } } },
    ],
    ['a field that is not known', { frob: 1 }, { branches: { kind: 'unsupported', typeUrl: 'frob' } }],
  ])('%s', (_name, json, expected) => {
    expect(parseMatcherTree(json, '/m')).toMatchObject(expected);
  });
});
