import { describe, expect, test } from 'vitest';
import { clusterTable, selectClusters, type ClusterFilter } from '../../../src/istio/table/clusterTable.js';
import { parseSubsetKey } from '../../../src/istio/table/subsetKey.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const row = (cluster: JsonObject, withNames = false) => clusterTable([cluster], withNames).rows[1];

const names = (list: readonly string[], filter: ClusterFilter) =>
  selectClusters(
    list.map((name) => ({ name })),
    filter,
  ).map((cluster) => cluster.name);

describe('a row', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    [
      'host, port, subset, direction',
      { name: 'outbound|80|v1|a.b', type: 'EDS' },
      ['a.b', '80', 'v1', 'outbound', 'EDS', ''],
    ],
    ['inbound|80|| has an empty host', { name: 'inbound|80||' }, ['', '80', '-', 'inbound', 'STATIC', '']],
    [
      'a waypoint service has its protocol as subset',
      { name: 'inbound-vip|80|http|a.b' },
      ['a.b', '80', 'http', 'inbound-vip', 'STATIC', ''],
    ],
    ['other names stand alone', { name: 'BlackHoleCluster' }, ['BlackHoleCluster', '-', '-', '-', 'STATIC', '']],
    [
      'SNI-DNAT names are printed whole',
      { name: 'outbound_.80_._.a.b' },
      ['outbound_.80_._.a.b', '-', '-', '-', 'STATIC', ''],
    ],
    ['three parts are no subset key', { name: 'a|b|c' }, ['a|b|c', '-', '-', '-', 'STATIC', '']],
    ['five parts leave the host empty', { name: 'outbound|80|v1|a|b' }, ['', '80', 'v1', 'outbound', 'STATIC', '']],
    ['a port that is no number is 0', { name: 'outbound|http||a' }, ['a', '0', '-', 'outbound', 'STATIC', '']],
    [
      'a custom cluster type prints STATIC',
      { name: 'x', cluster_type: { name: 'envoy.clusters.aggregate' } },
      ['x', '-', '-', '-', 'STATIC', ''],
    ],
    ['the type by number', { name: 'x', type: 4 }, ['x', '-', '-', '-', 'ORIGINAL_DST', '']],
  ])('%s', (_rule, cluster, expected) => {
    expect(row(cluster)).toEqual(expected);
  });

  test.each<[string, JsonObject, readonly string[]]>([
    [
      'a plain name is prefixed twice',
      { name: 'agent' },
      ['cluster/agent', 'cluster/agent', '-', '-', '-', 'STATIC', ''],
    ],
    [
      'a subset key once',
      { name: 'outbound|80||a' },
      ['cluster/outbound|80||a', 'a', '80', '-', 'outbound', 'STATIC', ''],
    ],
    ['without a name the row is a column short', {}, ['', '-', '-', '-', 'STATIC', '']],
  ])('in proxy-config all: %s', (_rule, cluster, expected) => {
    expect(row(cluster, true)).toEqual(expected);
  });
});

describe('filters look anywhere in the name', () => {
  const list = ['outbound|80||inbound-queue', 'inbound-vip|80|http|a', 'inbound|8080||', 'outbound_.80_._.a', 'x|80'];

  test.each<[string, ClusterFilter, readonly string[]]>([
    [
      '--direction',
      { direction: 'inbound' },
      ['inbound|8080||', 'inbound-vip|80|http|a', 'outbound|80||inbound-queue'],
    ],
    ['--port wants bars around it', { port: 80 }, ['inbound-vip|80|http|a', 'outbound|80||inbound-queue']],
    ['--subset', { subset: 'queue' }, ['outbound|80||inbound-queue']],
    ['--fqdn and --port', { fqdn: 'a', port: 80 }, ['inbound-vip|80|http|a']],
    [
      'nothing',
      {},
      ['inbound|8080||', 'inbound-vip|80|http|a', 'outbound|80||inbound-queue', 'outbound_.80_._.a', 'x|80'],
    ],
  ])('%s', (_rule, filter, expected) => {
    expect(names(list, filter)).toEqual(expected);
  });
});

test('sorted by host, subset, port, direction; capitals before small letters', () => {
  const list = [
    'outbound|443||a',
    'outbound|80|v2|a',
    'inbound|80||a',
    'outbound|80||a',
    'agent',
    'Zed',
    'inbound|1||',
  ];
  expect(names(list, {})).toEqual([
    'inbound|1||',
    'Zed',
    'inbound|80||a',
    'outbound|80||a',
    'outbound|443||a',
    'outbound|80|v2|a',
    'agent',
  ]);
});

test('names in DNS SRV form are taken apart where they have bars too', () => {
  expect(parseSubsetKey('outbound_.80_.v1_.a.b')).toEqual({
    direction: 'outbound',
    port: 80,
    subset: 'v1',
    host: 'a.b',
  });
});
