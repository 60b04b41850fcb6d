import type { Decision } from '../../logic/Decision.js';
import type { Choose, Fork } from '../../logic/Fork.js';
import type { TcpProxy } from '../model/NetworkFilter.js';
import type { SubsetCriteria } from '../model/Route.js';

/** The filter state key by which an earlier filter names the cluster. */
const CLUSTER_KEY = 'envoy.tcp_proxy.cluster';

/** The cluster of a TCP connection, and the subset criteria that go with it. */
export interface TcpProxyCluster {
  readonly name: string;
  readonly at: string;
  readonly metadataMatch: SubsetCriteria;
}

/**
 * `tcp_proxy`: `weighted_clusters` by chance, else filter state `envoy.tcp_proxy.cluster`, else `cluster`
 * (tcp_proxy/tcp_proxy.cc `Config::getRouteFromEntries`).
 */
export function chooseTcpProxyCluster(
  proxy: TcpProxy,
  filterState: ReadonlyMap<string, string>,
  choose: Choose,
): Decision<TcpProxyCluster> {
  if (proxy.weightedClusters.length > 0) {
    const { value, label } = choose(weights(proxy));
    const because = [{ name: 'weighted_clusters', expected: shares(proxy), got: label, truth: 'yes' as const }];
    return { truth: 'yes', value, at: value.at, because, skipped: [] };
  }
  const fromState = filterState.get(CLUSTER_KEY);
  const name = fromState ?? proxy.cluster;
  if (name === undefined) return { truth: 'unknown', because: [], skipped: [], unknown: 'tcp_proxy names no cluster' };
  const because = [{ name: fromState === undefined ? 'cluster' : CLUSTER_KEY, expected: name, got: name, truth: 'yes' as const }];
  return { truth: 'yes', value: { name, at: proxy.at, metadataMatch: proxy.metadataMatch }, at: proxy.at, because, skipped: [] };
}

function weights(proxy: TcpProxy): Fork<TcpProxyCluster> {
  const total = proxy.weightedClusters.reduce((sum, { weight }) => sum + weight, 0);
  return {
    name: 'weighted_clusters',
    about: `cluster of tcp_proxy ${proxy.statPrefix}`,
    modulus: total,
    branches: proxy.weightedClusters
      .filter(({ weight }) => weight > 0)
      .map(({ name, at, weight, metadataMatch }) => ({
        label: name,
        probability: weight / total,
        weight,
        value: { name, at, metadataMatch: new Map([...proxy.metadataMatch, ...metadataMatch]) },
      })),
  };
}

function shares({ weightedClusters }: TcpProxy): string {
  return weightedClusters.map(({ name, weight }) => `${name} ${weight}`).join(', ');
}
