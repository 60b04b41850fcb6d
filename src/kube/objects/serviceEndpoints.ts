import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { ObjectRef } from './EndpointSlice.js';
import type { KubeObjects } from './KubeObjects.js';
import { labelsInclude } from './LabelSelector.js';
import type { Pod } from './Pod.js';
import { isPodReady, isPodTerminal } from './podState.js';
import type { Service, ServicePort } from './Service.js';

/** One address behind a Service, for one of its ports. */
export interface ServiceEndpoint {
  readonly ip: IpAddress;
  /** `undefined`: the endpoint takes every port, so the Service's own number holds. */
  readonly port: number | undefined;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  /** The endpoint's own name in DNS (a StatefulSet's pod), where it has one. */
  readonly hostname: string | undefined;
  readonly nodeName: string | undefined;
  readonly forZones: readonly string[];
  readonly forNodes: readonly string[];
  readonly pod: ObjectRef | undefined;
}

/** A Service's endpoints for one port. */
export interface ServiceEndpoints {
  /** What said so. `pods`: there was neither, so the Service's selector was applied to the pods. */
  readonly from: 'EndpointSlice' | 'Endpoints' | 'pods';
  readonly endpoints: readonly ServiceEndpoint[];
}

/**
 * The endpoints of `service` for `port`, in the order of the objects; an address listed twice (EndpointSlices may overlap) counts once.
 * EndpointSlices are looked at first, then the Endpoints object of the same name, then the pods that the selector takes. Which are
 * ready is for the caller to ask.
 */
export function serviceEndpoints(objects: KubeObjects, service: Service, port: ServicePort): ServiceEndpoints {
  const slices = objects.slicesOf(service);
  if (slices.length > 0) return { from: 'EndpointSlice', endpoints: unique(fromSlices(objects, service, port)) };
  const listed = fromEndpoints(objects, service, port);
  if (listed) return { from: 'Endpoints', endpoints: unique(listed) };
  return { from: 'pods', endpoints: unique(fromPods(objects, service, port)) };
}

function fromSlices(objects: KubeObjects, service: Service, port: ServicePort): readonly ServiceEndpoint[] {
  return objects.slicesOf(service).flatMap((slice) => {
    const slicePort = slice.ports.find(
      ({ name, protocol }) => name === (port.name ?? '') && protocol === port.protocol,
    );
    if (!slicePort || slice.addressType === 'FQDN') return [];
    return slice.endpoints.flatMap((endpoint) => {
      // Consumers use the first address only: the API says that the others are equal to it.
      const ip = parseIp(endpoint.addresses[0] ?? '');
      return ip ? [{ ...endpoint, ip, port: slicePort.port, pod: podRef(endpoint.targetRef) }] : [];
    });
  });
}

function fromEndpoints(
  objects: KubeObjects,
  service: Service,
  port: ServicePort,
): readonly ServiceEndpoint[] | undefined {
  return objects.endpointsOf(service)?.subsets.flatMap((subset) => {
    const subsetPort = subset.ports.find(
      ({ name, protocol }) => name === (port.name ?? '') && protocol === port.protocol,
    );
    if (!subsetPort) return [];
    const all = [
      ...subset.addresses.map((address) => ({ address, ready: true })),
      ...subset.notReadyAddresses.map((address) => ({ address, ready: false })),
    ];
    return all.flatMap(({ address, ready }) => {
      const ip = parseIp(address.ip);
      if (!ip) return [];
      const state = { ready, serving: ready, terminating: false, forZones: [], forNodes: [] };
      const { hostname, nodeName, targetRef } = address;
      return [{ ip, port: subsetPort.port, hostname, nodeName, pod: podRef(targetRef), ...state }];
    });
  });
}

function fromPods(objects: KubeObjects, service: Service, port: ServicePort): readonly ServiceEndpoint[] {
  return podsOfService(objects, service).flatMap((pod) => {
    const number = containerPortNumber(pod, port);
    if (number === undefined) return [];
    const terminating = pod.meta.deletionTimestamp !== undefined;
    const ready = service.publishNotReadyAddresses || (isPodReady(pod) && !terminating);
    const hostname = pod.subdomain === service.name ? pod.hostname : undefined;
    const ref = { kind: 'Pod', namespace: pod.namespace, name: pod.name };
    const rest = { hostname, nodeName: pod.nodeName, forZones: [], forNodes: [], pod: ref };
    return pod.status.podIps.map((ip) => ({ ip, port: number, ready, serving: isPodReady(pod), terminating, ...rest }));
  });
}

/** The pods that the Service's selector takes and that have not ended; none without a selector. */
export function podsOfService(objects: KubeObjects, service: Service): readonly Pod[] {
  if (service.selector.size === 0) return [];
  return objects
    .pods()
    .filter((pod) => pod.namespace === service.namespace && labelsInclude(pod.meta.labels, service.selector))
    .filter((pod) => !isPodTerminal(pod));
}

/** The number that `targetPort` means in this pod: a name is looked up among its containers' ports, native sidecars' too. */
export function containerPortNumber(pod: Pod, port: ServicePort): number | undefined {
  const { targetPort } = port;
  if (typeof targetPort === 'number') return targetPort;
  return [...pod.containers, ...pod.initContainers]
    .flatMap((container) => container.ports)
    .find(({ name, protocol }) => name === targetPort && protocol === port.protocol)?.containerPort;
}

function podRef(ref: ObjectRef | undefined): ObjectRef | undefined {
  return ref?.kind === 'Pod' ? ref : undefined;
}

function unique(endpoints: readonly ServiceEndpoint[]): readonly ServiceEndpoint[] {
  return [...new Map(endpoints.map((endpoint) => [`${endpoint.ip.text} ${endpoint.port ?? ''}`, endpoint])).values()];
}
