import { truthOf, type Truth } from '../../logic/Truth.js';
import { cidrContains, parseCidr } from '../../net/Cidr.js';
import { ipEquals, type IpAddress } from '../../net/IpAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { KubeObjects } from '../objects/KubeObjects.js';
import type { Service, ServicePort, TrafficPolicy } from '../objects/Service.js';
import { serviceEndpoints, type ServiceEndpoint, type ServiceEndpoints } from '../objects/serviceEndpoints.js';
import { findServicePort, type ServiceAddressKind } from './findServicePort.js';
import { usableEndpoints } from './usableEndpoints.js';

/** Who sends, as far as kube-proxy cares. */
export interface ServiceClient {
  /** The node whose kube-proxy sees the packet first. */
  readonly node?: string;
  /** A pod or a node: traffic from inside the cluster is not subject to `externalTrafficPolicy`. */
  readonly inside: boolean;
  readonly ip?: IpAddress;
}

/** An endpoint that the connection may be given to. */
export interface ServiceCandidate {
  readonly address: SocketAddress;
  readonly endpoint: ServiceEndpoint;
  /**
   * Whether the endpoint sees a node's address as the source: a pod that reaches itself; an external address or node port under
   * `externalTrafficPolicy: Cluster`. A ClusterIP dialled from outside depends on kube-proxy's `--cluster-cidr`.
   */
  readonly masqueraded: Truth;
}

interface Hit {
  readonly service: Service;
  readonly by: ServiceAddressKind;
}

interface PortHit extends Hit {
  readonly port: ServicePort;
}

/** What kube-proxy makes of a destination. */
export type ServiceResolution =
  /** One of the candidates, each as likely; under affinity `ClientIP` the one that this client had last. Never empty. */
  | (PortHit & {
      readonly kind: 'endpoints';
      readonly from: ServiceEndpoints['from'];
      readonly policy: TrafficPolicy;
      readonly affinity: Service['sessionAffinity'];
      readonly candidates: readonly ServiceCandidate[];
    })
  /** No endpoint anywhere: REJECT, the client is refused. */
  | (PortHit & { readonly kind: 'rejected'; readonly why: string })
  /** Endpoints, but none that this policy or source range allows: DROP, the client waits. */
  | (PortHit & { readonly kind: 'dropped'; readonly why: string })
  /** The address is a Service's, but nothing answers for this port: kube-proxy leaves the packet as it is. */
  | (Hit & { readonly kind: 'noPort'; readonly why: string })
  | (PortHit & { readonly kind: 'unknown'; readonly why: string });

/**
 * What kube-proxy does with a connection to `destination`, from Services and EndpointSlices (`pkg/proxy/iptables/proxier.go`, which the
 * ipvs and nftables modes agree with but for `noPort`). `undefined`: the address is no Service's, kube-proxy does not touch it.
 *
 * @param protocol `tcp`, `udp` or `sctp`
 */
export function resolveServiceAddress(
  objects: KubeObjects,
  destination: SocketAddress,
  protocol: string,
  client: ServiceClient,
): ServiceResolution | undefined {
  const hit = findServicePort(objects, destination, protocol);
  if (!hit) return undefined;
  const { service, by, port } = hit;
  const label = `Service ${service.namespace}/${service.name}`;
  if (!port) return { kind: 'noPort', service, by, why: `${label} has no ${protocol} port ${destination.port}` };
  const base = { service, by, port };
  const refusal = sourceRangeRefusal(service, by, client);
  if (refusal) return { ...base, ...refusal };

  const { from, endpoints: all } = serviceEndpoints(objects, service, port);
  const endpoints = all.filter(({ ip }) => ip.family === destination.ip.family);
  const policy = policyFor(service, by, client);
  const node = client.node === undefined ? undefined : { name: client.node, zone: objects.node(client.node)?.zone };
  const usable = usableEndpoints(endpoints, policy, node);
  if (!usable) return { ...base, kind: 'unknown', why: `which endpoints of ${label} are used depends on the node` };
  if (usable.length === 0) {
    const anywhere = usableEndpoints(endpoints, 'Cluster', { name: '', zone: undefined }) ?? [];
    return anywhere.length === 0
      ? { ...base, kind: 'rejected', why: `${label} has no ready endpoints` }
      : {
          ...base,
          kind: 'dropped',
          why: `${label} has no endpoints on node ${client.node ?? ''}, and its policy is Local`,
        };
  }
  const candidates = usable.map((endpoint) => ({
    address: { ip: endpoint.ip, port: endpoint.port ?? port.port },
    endpoint,
    masqueraded: isMasqueraded(service, by, client, endpoint),
  }));
  return { ...base, kind: 'endpoints', from, policy, affinity: service.sessionAffinity, candidates };
}

function isMasqueraded(
  service: Service,
  by: ServiceAddressKind,
  client: ServiceClient,
  endpoint: ServiceEndpoint,
): Truth {
  if (client.ip && ipEquals(client.ip, endpoint.ip)) return 'yes';
  if (by !== 'clusterIP') return truthOf(service.externalTrafficPolicy === 'Cluster');
  return client.inside ? 'no' : 'unknown';
}

/** `externalTrafficPolicy` holds for clients outside only: for those inside kube-proxy goes on as for the ClusterIP, but cluster-wide. */
function policyFor(service: Service, by: ServiceAddressKind, client: ServiceClient): TrafficPolicy {
  if (by === 'clusterIP') return service.internalTrafficPolicy;
  return client.inside ? 'Cluster' : service.externalTrafficPolicy;
}

function sourceRangeRefusal(
  { loadBalancerSourceRanges: ranges }: Service,
  by: ServiceAddressKind,
  { ip }: ServiceClient,
): { readonly kind: 'dropped' | 'unknown'; readonly why: string } | undefined {
  if (by !== 'loadBalancer' || ranges.length === 0) return undefined;
  if (!ip) return { kind: 'unknown', why: 'loadBalancerSourceRanges asks for the client address, which is not known' };
  const allowed = ranges.some((range) => {
    const cidr = parseCidr(range.trim());
    return cidr !== undefined && cidrContains(cidr, ip);
  });
  return allowed ? undefined : { kind: 'dropped', why: `${ip.text} is in none of loadBalancerSourceRanges` };
}
