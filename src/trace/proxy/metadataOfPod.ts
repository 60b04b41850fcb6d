import type { UpstreamHost } from '../../envoy/cluster/UpstreamHost.js';
import type { Cluster } from '../../envoy/model/Cluster.js';
import { TLS_MODE_LABEL } from '../../istio/tlsModeLabel.js';
import { podLabel } from '../world/PodNode.js';
import type { WalkContext } from '../walk/WalkContext.js';

/**
 * The endpoint with the metadata that istiod writes for its pod (the label `security.istio.io/tlsMode`; pilot's
 * `BuildLbEndpointMetadata`), where `/clusters` alone names the endpoint and nothing else is matched. The walk assumes it:
 * a PeerAuthentication may have taken it away.
 */
export function metadataOfPod({ world, path }: WalkContext, cluster: Cluster, host: UpstreamHost): UpstreamHost {
  const keys = new Set(cluster.transportSocketMatches.flatMap(({ match }) => Object.keys(match)));
  if (host.metadata !== undefined || keys.size !== 1 || !keys.has('tlsMode')) return host;
  if (host.address.kind !== 'socket_address' || host.address.ip === undefined) return host;
  const node = world.podByIp(host.address.ip, host.address.port);
  if (node?.pod === undefined) return host;
  const tlsMode = node.pod.meta.labels.get(TLS_MODE_LABEL) ?? 'disabled';
  const told = tlsMode === 'disabled' ? 'none' : `tlsMode ${tlsMode}`;
  path.assume('tls', `the endpoint ${podLabel(node)} has the metadata of its label ${TLS_MODE_LABEL}: ${told}`);
  return { ...host, metadata: tlsMode === 'disabled' ? {} : { 'envoy.transport_socket_match': { tlsMode } } };
}
