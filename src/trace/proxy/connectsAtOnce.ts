import { chooseHost } from '../../envoy/cluster/chooseHost.js';
import { closedBreaker } from '../../envoy/cluster/closedBreaker.js';
import { hostsOf } from '../../envoy/cluster/hostsOf.js';
import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { TcpProxy } from '../../envoy/model/NetworkFilter.js';
import { chooseTcpProxyCluster } from '../../envoy/network/chooseTcpProxyCluster.js';
import type { Choose } from '../../logic/Fork.js';
import { everyWay } from './everyWay.js';
import type { ProxyVisit } from './ProxyVisit.js';
import { tcpContext } from './tcpContext.js';

/**
 * Whether a tcp_proxy gets as far as a host in any case. It looks for one when the connection comes in (tcp_proxy.cc `onNewConnection`), before
 * TLS is negotiated and before a byte is there for filters ahead of it to judge: with no cluster, no host or a closed breaker it ends the
 * connection there and then (measured).
 */
export function connectsAtOnce(visit: ProxyVisit, proxy: TcpProxy): boolean {
  return everyWay((choose) => reachesHost(visit.proxy.config, visit, proxy, choose)).every(Boolean);
}

function reachesHost(config: EnvoyConfig, visit: ProxyVisit, proxy: TcpProxy, choose: Choose): boolean {
  const chosen = chooseTcpProxyCluster(proxy, visit.filterState, choose);
  if (chosen.value === undefined || proxy.tunneling !== undefined) return true;
  const found = config.cluster(chosen.value.name);
  if (found.kind !== 'found') return found.kind === 'section_missing' || found.kind === 'ambiguous';
  const cluster = found.value;
  if (closedBreaker(cluster, 'DEFAULT', 'tcp_proxy') ?? closedBreaker(cluster, 'DEFAULT', 'tcp')) return false;
  const context = tcpContext(visit, chosen.value);
  const hosts = hostsOf(config, cluster, context);
  if (hosts.value === undefined) return hosts.truth === 'unknown';
  const { kind } = hosts.value;
  return (
    kind === 'original_dst' ||
    kind === 'dynamic_forward_proxy' ||
    chooseHost(cluster, hosts.value, context, choose).truth !== 'no'
  );
}
