import { ipEquals } from '../../net/IpAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { KubeObjects } from '../objects/KubeObjects.js';
import type { Service, ServicePort } from '../objects/Service.js';

/** By which of a Service's addresses it was dialled. */
export type ServiceAddressKind = 'clusterIP' | 'externalIP' | 'loadBalancer' | 'nodePort';

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
  const hits = [
    ...objects.servicesByClusterIp(destination.ip).map((service) => ({ service, by: 'clusterIP' as const })),
  ];
  const withIp = objects.services().flatMap((service) => {
    const has = (list: Service['externalIps']): boolean => list.some((ip) => ipEquals(ip, destination.ip));
    if (has(service.externalIps)) return [{ service, by: 'externalIP' as const }];
    return has(service.loadBalancerIps) ? [{ service, by: 'loadBalancer' as const }] : [];
  });
  const owners = [...hits, ...withIp].map(({ service, by }) => ({
    service,
    by,
    port: service.ports.find((port) => port.port === destination.port && sameProtocol(port, protocol)),
  }));
  return owners.find(({ port }) => port) ?? findNodePort(objects, destination, protocol) ?? owners[0];
}

function findNodePort(
  objects: KubeObjects,
  { ip, port: number }: SocketAddress,
  protocol: string,
): ServicePortHit | undefined {
  const isNode =
    objects.nodes().some((node) => node.addresses.some((address) => ipEquals(address.ip, ip))) ||
    objects.pods().some(({ status }) => status.hostIp && ipEquals(status.hostIp, ip));
  if (!isNode) return undefined;
  return objects
    .services()
    .flatMap((service) => {
      const port = service.ports.find((one) => one.nodePort === number && sameProtocol(one, protocol));
      return port ? [{ service, by: 'nodePort' as const, port }] : [];
    })
    .at(0);
}

function sameProtocol(port: ServicePort, protocol: string): boolean {
  return port.protocol.toLowerCase() === protocol.toLowerCase();
}
