import type { Decision } from '../../logic/Decision.js';
import type { Choose, Fork } from '../../logic/Fork.js';
import type { TcpProxy } from '../model/NetworkFilter.js';
import type { SubsetCriteria } from '../model/Route.js';
import { isUnknownValue } from '../string/unknownValue.js';
import { uniqueLabels } from '../uniqueLabels.js';

/** The filter state key by which an earlier filter names the cluster. */
const CLUSTER_KEY = 'envoy.tcp_proxy.cluster';

/** The cluster of a TCP connection, and the subset criteria that go with it. */
export interface TcpProxyCluster {
  readonly name: string;
  readonly at: string;
  readonly metadataMatch: SubsetCriteria;
}

/**
 * `tcp_proxy`: `weighted_clusters` by chance, else filter state `envoy.tcp_proxy.cluster`, else `cluster`; a weighted cluster's
 * `metadata_match` goes over the proxy's own (tcp_proxy/tcp_proxy.cc `Config::getRouteFromEntries`, measured).
 */
export function chooseTcpProxyCluster(
  proxy: TcpProxy,
  filterState: ReadonlyMap<string, string>,
  choose: Choose,
): Decision<TcpProxyCluster> {
  if (proxy.unsupported.length > 0) {
    const unknown = `tcp_proxy ${proxy.statPrefix}: ${proxy.unsupported.join(', ')}`;
    return { truth: 'unknown', at: proxy.at, because: [], skipped: [], unknown };
  }
  if (proxy.weightedClusters.some(({ weight }) => weight > 0)) {
    const { value, label } = choose(weights(proxy));
    const because = [{ name: 'weighted_clusters', expected: shares(proxy), got: label, truth: 'yes' as const }];
    return { truth: 'yes', value, at: value.at, because, skipped: [] };
  }
  const fromState = filterState.get(CLUSTER_KEY);
  const name = fromState ?? proxy.cluster;
  if (name === undefined || isUnknownValue(name)) {
    const unknown = name === undefined ? 'tcp_proxy names no cluster' : `filter state ${CLUSTER_KEY}`;
    return { truth: 'unknown', at: proxy.at, because: [], skipped: [], unknown };
  }
  const because = [
    { name: fromState === undefined ? 'cluster' : CLUSTER_KEY, expected: name, got: name, truth: 'yes' as const },
  ];
  return {
    truth: 'yes',
    value: { name, at: proxy.at, metadataMatch: proxy.metadataMatch },
    at: proxy.at,
    because,
    skipped: [],
  };
}

function weights(proxy: TcpProxy): Fork<TcpProxyCluster> {
  const weighted = proxy.weightedClusters.filter(({ weight }) => weight > 0);
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  const labels = uniqueLabels(weighted.map(({ name }) => name));
  return {
    name: 'weighted_clusters',
    about: `cluster of tcp_proxy ${proxy.statPrefix}`,
    modulus: total,
    branches: weighted.map(({ name, at, weight, metadataMatch }, index) => ({
      label: labels[index] ?? name,
      probability: weight / total,
      weight,
      value: { name, at, metadataMatch: new Map([...proxy.metadataMatch, ...metadataMatch]) },
    })),
  };
}

function shares({ weightedClusters }: TcpProxy): string {
  return weightedClusters.map(({ name, weight }) => `${name} ${weight}`).join(', ');
}
