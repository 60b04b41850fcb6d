import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';
import type { Fields } from '../read/Fields.js';

/** An entry of `spec.ports`. */
export interface ServicePort {
  readonly name: string | undefined;
  /** `TCP`, `UDP` or `SCTP`. */
  readonly protocol: string;
  readonly port: number;
  /** A number, or the name of a container port; the port itself when the manifest names none. */
  readonly targetPort: number | string;
  readonly nodePort: number | undefined;
  readonly appProtocol: string | undefined;
}

/** Whether endpoints of other nodes may be used. */
export type TrafficPolicy = 'Cluster' | 'Local';

/** A Service. */
export interface Service {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** `clusterIP: None`. */
  readonly headless: boolean;
  /** The primary address first; empty when headless, for ExternalName, and before the API server has allocated one. */
  readonly clusterIps: readonly IpAddress[];
  readonly externalName: string | undefined;
  readonly externalIps: readonly IpAddress[];
  /** `status.loadBalancer.ingress[].ip` of `ipMode: VIP`: addresses that kube-proxy takes over on every node. */
  readonly loadBalancerIps: readonly IpAddress[];
  /** CIDRs; empty: everyone. */
  readonly loadBalancerSourceRanges: readonly string[];
  readonly ports: readonly ServicePort[];
  /** Empty: nobody selects pods for it, its endpoints are written by hand. */
  readonly selector: ReadonlyMap<string, string>;
  readonly internalTrafficPolicy: TrafficPolicy;
  readonly externalTrafficPolicy: TrafficPolicy;
  readonly sessionAffinity: 'None' | 'ClientIP';
  /** Seconds. */
  readonly sessionAffinityTimeout: number;
  readonly publishNotReadyAddresses: boolean;
}

/** `sessionAffinityConfig.clientIP.timeoutSeconds` when it is not given. */
const DEFAULT_AFFINITY_TIMEOUT = 10_800;

/** Reads a Service. */
export function readService(object: KubeObject): Service {
  const fields = fieldsOf(object);
  const spec = fields.object('spec');
  const single = spec.string('clusterIP');
  const listed = spec.strings('clusterIPs');
  const clusterIps = listed.length > 0 ? listed : single === undefined ? [] : [single];
  return {
    object,
    meta: object.meta,
    namespace: object.meta.namespace,
    name: object.meta.name,
    type: readType(spec.string('type')),
    headless: clusterIps.includes('None'),
    clusterIps: parseIps(clusterIps),
    externalName: spec.string('externalName'),
    externalIps: parseIps(spec.strings('externalIPs')),
    loadBalancerIps: readLoadBalancerIps(fields.object('status').object('loadBalancer')),
    loadBalancerSourceRanges: spec.strings('loadBalancerSourceRanges'),
    ports: spec.objects('ports').map(readServicePort),
    selector: spec.stringMap('selector'),
    internalTrafficPolicy: spec.string('internalTrafficPolicy') === 'Local' ? 'Local' : 'Cluster',
    externalTrafficPolicy: spec.string('externalTrafficPolicy') === 'Local' ? 'Local' : 'Cluster',
    sessionAffinity: spec.string('sessionAffinity') === 'ClientIP' ? 'ClientIP' : 'None',
    sessionAffinityTimeout:
      spec.object('sessionAffinityConfig').object('clientIP').number('timeoutSeconds') ?? DEFAULT_AFFINITY_TIMEOUT,
    publishNotReadyAddresses: spec.boolean('publishNotReadyAddresses') ?? false,
  };
}

function readServicePort(port: Fields): ServicePort {
  const number = port.number('port') ?? 0;
  return {
    name: port.string('name'),
    protocol: port.string('protocol') ?? 'TCP',
    port: number,
    targetPort: port.intOrString('targetPort') ?? number,
    nodePort: port.number('nodePort'),
    appProtocol: port.string('appProtocol'),
  };
}

function readLoadBalancerIps(loadBalancer: Fields): readonly IpAddress[] {
  const vips = loadBalancer.objects('ingress').filter((ingress) => ingress.string('ipMode') !== 'Proxy');
  return parseIps(vips.map((ingress) => ingress.string('ip') ?? ''));
}

function readType(text: string | undefined): Service['type'] {
  return text === 'NodePort' || text === 'LoadBalancer' || text === 'ExternalName' ? text : 'ClusterIP';
}

function parseIps(texts: readonly string[]): readonly IpAddress[] {
  return texts.map(parseIp).filter((ip) => ip !== undefined);
}
