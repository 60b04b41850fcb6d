import { lazy } from '../../logic/lazy.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { KubeObject } from '../read/KubeObject.js';
import { readConfigMap } from './ConfigMap.js';
import { CONTROLLER_KINDS, readController } from './Controller.js';
import { readEndpoints, type Endpoints } from './Endpoints.js';
import { readEndpointSlice, type EndpointSlice } from './EndpointSlice.js';
import { readGateway } from './Gateway.js';
import { groupBy } from './groupBy.js';
import { readHttpRoute } from './HttpRoute.js';
import { readKubeGateway } from './KubeGateway.js';
import { labelsInclude } from './LabelSelector.js';
import { readNode, type Node } from './Node.js';
import type { AskedObjects } from './ObjectQuestion.js';
import { readPeerAuthentication } from './PeerAuthentication.js';
import { readPod, type Pod } from './Pod.js';
import { isPodTerminal } from './podState.js';
import { readService, type Service } from './Service.js';
import { readServiceEntry } from './ServiceEntry.js';
import { readVirtualService } from './VirtualService.js';
import { readWorkloadEntry } from './WorkloadEntry.js';

const ISTIO_NETWORKING = 'networking.istio.io';
const GATEWAY_API = 'gateway.networking.k8s.io';

/**
 * All the objects that are known, by kind, name and address. Views and indexes are made when first asked for, once; a view of a malformed
 * object is a `UserError` (exit 5) at that time. Of an object given more than once the last counts.
 * `asked` is told what anybody wants to know, for those who can fetch more.
 */
export class KubeObjects {
  readonly #byKey: ReadonlyMap<string, KubeObject>;
  readonly #byKind = lazy(() => groupBy(this.all(), (object) => [`${object.group}/${object.kind}`]));

  constructor(
    objects: Iterable<KubeObject>,
    private readonly asked: AskedObjects = () => undefined,
  ) {
    this.#byKey = new Map([...objects].map((object) => [keyOf(object), object]));
  }

  readonly pods = lazy(() => this.#views('', 'Pod', readPod));
  readonly services = lazy(() => this.#views('', 'Service', readService));
  readonly endpointSlices = lazy(() => this.#views('discovery.k8s.io', 'EndpointSlice', readEndpointSlice));
  readonly endpoints = lazy(() => this.#views('', 'Endpoints', readEndpoints));
  readonly nodes = lazy(() => this.#views('', 'Node', readNode));
  readonly configMaps = lazy(() => this.#views('', 'ConfigMap', readConfigMap));
  /** Their metadata. */
  readonly namespaces = lazy(() => this.#views('', 'Namespace', (object) => object.meta));
  readonly serviceEntries = lazy(() => this.#views(ISTIO_NETWORKING, 'ServiceEntry', readServiceEntry));
  readonly workloadEntries = lazy(() => this.#views(ISTIO_NETWORKING, 'WorkloadEntry', readWorkloadEntry));
  readonly gateways = lazy(() => this.#views(ISTIO_NETWORKING, 'Gateway', readGateway));
  readonly virtualServices = lazy(() => this.#views(ISTIO_NETWORKING, 'VirtualService', readVirtualService));
  readonly kubeGateways = lazy(() => this.#views(GATEWAY_API, 'Gateway', readKubeGateway));
  readonly httpRoutes = lazy(() => this.#views(GATEWAY_API, 'HTTPRoute', readHttpRoute));
  readonly peerAuthentications = lazy(() =>
    this.#views('security.istio.io', 'PeerAuthentication', readPeerAuthentication),
  );
  readonly controllers = lazy(() =>
    ['apps', 'batch', ''].flatMap((group) =>
      CONTROLLER_KINDS.flatMap((kind) => this.#views(group, kind, readController)),
    ),
  );

  readonly #podIndex = lazy(() => new Map(this.pods().map((pod) => [`${pod.namespace}/${pod.name}`, pod])));
  readonly #serviceIndex = lazy(() => new Map(this.services().map((one) => [`${one.namespace}/${one.name}`, one])));
  readonly #nodeIndex = lazy(() => new Map(this.nodes().map((node) => [node.name, node])));
  readonly #podsByIp = lazy(() => groupBy(this.pods(), (pod) => pod.status.podIps.map((ip) => ip.text)));
  readonly #nodesByIp = lazy(() => groupBy(this.nodes(), (node) => node.addresses.map(({ ip }) => ip.text)));
  readonly #byExternalIp = lazy(() => groupBy(this.services(), externalIpKeys));
  readonly #byNodePort = lazy(() => groupBy(this.services(), ({ ports }) => ports.map((p) => String(p.nodePort))));
  readonly #byClusterIp = lazy(() => groupBy(this.services(), (service) => service.clusterIps.map((ip) => ip.text)));
  readonly #servicesIn = lazy(() => groupBy(this.services(), ({ namespace }) => [namespace]));
  readonly #servicesOf = new Map<Pod, readonly Service[]>();
  readonly #endpointsIndex = lazy(() => new Map(this.endpoints().map((one) => [`${one.namespace}/${one.name}`, one])));
  readonly #slices = lazy(() => groupBy(this.endpointSlices(), sliceKeys));

  /** Every object, in the order in which it was first read. */
  all(): Iterable<KubeObject> {
    return this.#byKey.values();
  }

  /** An object by API group (empty for the core group), kind, namespace (empty where the kind has none) and name. */
  get(group: string, kind: string, namespace: string, name: string): KubeObject | undefined {
    return this.#byKey.get([group, kind, namespace, name].join('\0'));
  }

  pod(namespace: string, name: string): Pod | undefined {
    return this.#podIndex().get(`${namespace}/${name}`);
  }

  service(namespace: string, name: string): Service | undefined {
    return this.#serviceIndex().get(`${namespace}/${name}`);
  }

  node(name: string): Node | undefined {
    this.asked({ kind: 'node', name });
    return this.#nodeIndex().get(name);
  }

  /** Pods that have the address and have not ended; several when they share a node's network. */
  podsByIp(ip: IpAddress): readonly Pod[] {
    this.asked({ kind: 'podByIp', ip });
    return (this.#podsByIp().get(ip.text) ?? []).filter((pod) => !isPodTerminal(pod));
  }

  /** The pod whose own address it is; a pod of the host network only when it is the only one there. */
  podByIp(ip: IpAddress): Pod | undefined {
    const pods = this.podsByIp(ip);
    return pods.find((pod) => !pod.hostNetwork) ?? (pods.length === 1 ? pods[0] : undefined);
  }

  /** Usually one; several when the facts contradict themselves. */
  servicesByClusterIp(ip: IpAddress): readonly Service[] {
    return this.#byClusterIp().get(ip.text) ?? [];
  }

  /** Services that list the address among their `externalIPs` or that a load balancer gave it. */
  servicesByExternalIp(ip: IpAddress): readonly Service[] {
    return this.#byExternalIp().get(ip.text) ?? [];
  }

  servicesByNodePort(nodePort: number): readonly Service[] {
    return this.#byNodePort().get(String(nodePort)) ?? [];
  }

  nodeByIp(ip: IpAddress): Node | undefined {
    this.asked({ kind: 'nodeByIp', ip });
    return this.#nodesByIp().get(ip.text)?.[0];
  }

  /** The Services whose selector takes the pod; none when it has ended. */
  servicesOf(pod: Pod): readonly Service[] {
    const known = this.#servicesOf.get(pod);
    if (known !== undefined) return known;
    const own = this.#servicesIn().get(pod.namespace) ?? [];
    const found = own.filter((service) => isSelected(pod, service));
    this.#servicesOf.set(pod, found);
    return found;
  }

  /** The EndpointSlices that carry the Service's name in their label. */
  slicesOf(service: Service): readonly EndpointSlice[] {
    this.asked({ kind: 'endpoints', namespace: service.namespace, service: service.name });
    return this.#slices().get(`${service.namespace}/${service.name}`) ?? [];
  }

  /** The Endpoints object of the Service's name. */
  endpointsOf(service: Service): Endpoints | undefined {
    return this.#endpointsIndex().get(`${service.namespace}/${service.name}`);
  }

  #views<T>(group: string, kind: string, read: (object: KubeObject) => T): readonly T[] {
    this.asked({ kind: 'all', group, of: kind });
    return (this.#byKind().get(`${group}/${kind}`) ?? []).map(read);
  }
}

function isSelected(pod: Pod, { selector }: Service): boolean {
  return selector.size > 0 && labelsInclude(pod.meta.labels, selector) && !isPodTerminal(pod);
}

function keyOf({ group, kind, meta }: KubeObject): string {
  return [group, kind, meta.namespace, meta.name].join('\0');
}

function sliceKeys({ namespace, serviceName }: EndpointSlice): readonly string[] {
  return serviceName === undefined ? [] : [`${namespace}/${serviceName}`];
}

function externalIpKeys({ externalIps, loadBalancerIps }: Service): readonly string[] {
  return [...new Set([...externalIps, ...loadBalancerIps].map((ip) => ip.text))];
}
