import { ipEquals, type IpAddress } from '../../net/IpAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { KubeObjects } from '../objects/KubeObjects.js';
import type { Service, ServicePort } from '../objects/Service.js';

/** By which of a Service's addresses it was dialled. */
export type ServiceAddressKind = 'clusterIP' | 'externalIP' | 'loadBalancer' | 'nodePort';

/** A Service that has the destination's address. */
export interface ServicePortHit {
  readonly service: Service;
  readonly by: ServiceAddressKind;
  /** `undefined`: the address is the Service's, but no port of it has this number and protocol. */
  readonly port: ServicePort | undefined;
}

/**
 * The Service that kube-proxy would take `destination` for: a ClusterIP, an external IP, a load balancer's address, or a node port on any
 * address of a node. Headless and ExternalName Services have no address of their own.
 *
 * @param protocol `tcp`, `udp` or `sctp`, in any letter case
 */
export function findServicePort(
  objects: KubeObjects,
  destination: SocketAddress,
  protocol: string,
): ServicePortHit | undefined {
  const { ip, port: number } = destination;
  const owners: readonly Omit<ServicePortHit, 'port'>[] = [
    ...objects.servicesByClusterIp(ip).map((service) => ({ service, by: 'clusterIP' as const })),
    ...objects.servicesByExternalIp(ip).map((service) => ({ service, by: externalKind(service, ip) })),
  ];
  const hits = owners.map((owner) => ({
    ...owner,
    port: owner.service.ports.find((port) => port.port === number && sameProtocol(port, protocol)),
  }));
  return hits.find(({ port }) => port) ?? findNodePort(objects, destination, protocol) ?? hits[0];
}

function externalKind(service: Service, ip: IpAddress): ServiceAddressKind {
  return service.externalIps.some((external) => ipEquals(external, ip)) ? 'externalIP' : 'loadBalancer';
}

function findNodePort(
  objects: KubeObjects,
  { ip, port: number }: SocketAddress,
  protocol: string,
): ServicePortHit | undefined {
  if (!objects.nodeByIp(ip)) return undefined;
  for (const service of objects.servicesByNodePort(number)) {
    const port = service.ports.find((one) => one.nodePort === number && sameProtocol(one, protocol));
    if (port) return { service, by: 'nodePort', port };
  }
  return undefined;
}

function sameProtocol(port: ServicePort, protocol: string): boolean {
  return port.protocol.toLowerCase() === protocol.toLowerCase();
}
