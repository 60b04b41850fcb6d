import type { ClusterContext } from '../../envoy/cluster/ClusterContext.js';
import type { TcpProxyCluster } from '../../envoy/network/chooseTcpProxyCluster.js';
import type { ProxyVisit } from './ProxyVisit.js';

/** What the choice of a host for a TCP connection goes by. */
export function tcpContext(
  { connection, filterState, tls }: ProxyVisit,
  { metadataMatch }: TcpProxyCluster,
): ClusterContext {
  return {
    connection,
    filterState,
    dynamicMetadata: new Map(),
    subsetCriteria: metadataMatch,
    hashPolicies: [],
    tls,
  };
}
