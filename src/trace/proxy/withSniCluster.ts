import type { ProxyVisit } from './ProxyVisit.js';

/** `sni_cluster`: the SNI names the cluster of a tcp_proxy; without one the tcp_proxy's own stays (sni_cluster.cc). */
export function withSniCluster(visit: ProxyVisit): ProxyVisit {
  const { serverName } = visit.connection;
  if (serverName === '') return visit;
  return { ...visit, filterState: new Map([...visit.filterState, ['envoy.tcp_proxy.cluster', serverName]]) };
}
