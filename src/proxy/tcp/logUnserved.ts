import { chooseTcpProxyCluster } from '../../envoy/network/chooseTcpProxyCluster.js';
import type { ClientConnection } from '../connection/ClientConnection.js';
import { newRecord } from '../http/newRecord.js';
import type { ProxyCore } from '../ProxyCore.js';

/**
 * A connection whose handshake failed has a line in the log of its chain's tcp_proxy, too: it has chosen its cluster when the
 * connection came (source/common/tcp_proxy/tcp_proxy.cc, onNewConnection; measured).
 */
export function logUnserved(core: ProxyCore, client: ClientConnection): void {
  const proxy = client.chain.filters.map(({ config }) => config).find((config) => config.kind === 'tcp_proxy');
  if (proxy === undefined) return;
  const record = newRecord(client, 'tcp');
  const name = chooseTcpProxyCluster(proxy, client.filterState, core.choose).value?.name ?? '';
  if (core.cluster(name) !== undefined) record.upstreamCluster = name;
  record.downstreamTransportFailureReason = client.end.transportFailure;
  record.endedAt = performance.now();
  core.accessLogs.loggerAt(proxy.at).log(record);
}
