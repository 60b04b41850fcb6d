import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { SdsTarget } from './SdsStream.js';

/** The first endpoint of a cluster that serves SDS, in plain HTTP/2 as Istio's agent does; undefined: it has none. */
export function sdsTarget(config: EnvoyConfig, clusterName: string): SdsTarget | undefined {
  const cluster = config.cluster(clusterName);
  if (cluster.kind !== 'found') return undefined;
  const address = cluster.value.loadAssignment?.localities[0]?.endpoints[0]?.address;
  const { id, cluster: own } = config.node;
  const node = { id, cluster: own };
  switch (address?.kind) {
    case 'pipe':
      return { address: { path: address.path }, node };
    case 'socket_address':
      return { address: { host: address.ip?.text ?? address.host, port: address.port }, node };
    case 'envoy_internal_address':
    case undefined:
      return undefined;
  }
}
