import { describe, expect, it } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import { chooseTcpProxyCluster } from '../../../src/envoy/network/chooseTcpProxyCluster.js';
import { networkContext } from '../../../src/envoy/network/networkContext.js';
import { parseTcpProxy } from '../../../src/envoy/parse/parseTcpProxy.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { allBranches } from '../branches.js';
import { connection } from '../requestContext.js';

const FROM_FILTER = { 'envoy.tcp_proxy.cluster': 'dyn' };
const weighted = (...clusters: readonly JsonObject[]) => ({ cluster: 'one', weighted_clusters: { clusters } });

function clusterOf(config: JsonObject, filterState: Readonly<Record<string, string>> = {}): string {
  const state = new Map(Object.entries(filterState));
  const { truth, value } = chooseTcpProxyCluster(parseTcpProxy(config, ''), state, chooseLikeliest);
  return truth === 'yes' ? (value?.name ?? '') : truth;
}

describe('the cluster of tcp_proxy', () => {
  it.each<[string, JsonObject, Readonly<Record<string, string>>, string]>([
    ['cluster', { cluster: 'one' }, {}, 'one'],
    ['filter state wins over cluster', { cluster: 'one' }, FROM_FILTER, 'dyn'],
    ['weighted_clusters win over filter state', weighted({ name: 'w', weight: 1 }), FROM_FILTER, 'w'],
    ['none', {}, {}, 'unknown'],
    ['a field that is not modelled', { cluster: 'one', on_demand: {} }, {}, 'unknown'],
  ])('%s', (_rule, config, filterState, expected) => {
    expect(clusterOf(config, filterState)).toBe(expected);
  });

  it('weights are a fork, equal names are told apart', () => {
    const proxy = parseTcpProxy(
      weighted({ name: 'a', weight: 1 }, { name: 'b', weight: 2 }, { name: 'a', weight: 1 }),
      '',
    );
    const branches = allBranches((choose) => chooseTcpProxyCluster(proxy, new Map(), choose).value?.name ?? '');
    expect(branches).toEqual([
      { labels: ['a'], probability: 0.25, value: 'a' },
      { labels: ['b'], probability: 0.5, value: 'b' },
      { labels: ['a#2'], probability: 0.25, value: 'a' },
    ]);
  });

  it("an entry's metadata_match goes over the proxy's own", () => {
    const metadata = (labels: JsonObject) => ({ metadata_match: { filter_metadata: { 'envoy.lb': labels } } });
    const entry = { name: 'a', weight: 1, ...metadata({ v: '2' }) };
    const proxy = parseTcpProxy({ ...weighted(entry), ...metadata({ v: '1', stage: 'prod' }) }, '');
    const { value } = chooseTcpProxyCluster(proxy, new Map(), chooseLikeliest);
    expect(Object.fromEntries(value?.metadataMatch ?? [])).toEqual({ v: '2', stage: 'prod' });
  });
});

describe('networkContext', () => {
  it('has the connection and no request', () => {
    const context = networkContext(connection({ source: '9.9.9.9:1' }), false, undefined, { version: '1.40.0' });
    expect(context).toMatchObject({ tls: false, remoteIp: { text: '9.9.9.9' }, version: '1.40.0' });
    expect([context.request.headers, context.request.path, context.peer]).toEqual([[], '', undefined]);
  });
});
