import type { Decision } from '../../logic/Decision.js';
import { parsePort } from '../../net/parsePort.js';
import type { Cluster } from '../model/Cluster.js';
import type { ClusterContext } from './ClusterContext.js';
import type { HostSet } from './UpstreamHost.js';

/**
 * `envoy.clusters.dynamic_forward_proxy`: the host of :authority (HTTP) or the SNI (TCP), resolved when it is needed; the
 * port is the authority's, else 443 behind TLS and 80 without (common/dynamic_forward_proxy/dns_cache_impl.cc).
 */
export function dynamicForwardProxyHost(cluster: Cluster, context: ClusterContext): Decision<HostSet> {
  const name = context.request?.authority ?? context.connection.serverName;
  if (name === '') {
    const failed = { name: 'host', expected: ':authority or SNI', got: 'none', truth: 'no' as const };
    return { truth: 'no', at: cluster.at, because: [failed], skipped: [] };
  }
  const match = /^(.*?)(?::(\d+))?$/.exec(name);
  const host = match?.[1] ?? name;
  const port = parsePort(match?.[2] ?? '') ?? (context.tls ? 443 : 80);
  const because = [{ name: ':authority', expected: 'a host to resolve', got: name, truth: 'yes' as const }];
  return { truth: 'yes', value: { kind: 'dynamic_forward_proxy', host, port }, at: cluster.at, because, skipped: [] };
}
