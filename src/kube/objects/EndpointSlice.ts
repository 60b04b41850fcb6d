import type { Fields } from '../read/Fields.js';
import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';

/** An entry of `endpoints`. */
export interface SliceEndpoint {
  /** IP addresses, or names when the slice's `addressType` is `FQDN`. */
  readonly addresses: readonly string[];
  /** An absent condition counts as true for `ready`, as `ready` for `serving`, and as false for `terminating`. */
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly hostname: string | undefined;
  readonly nodeName: string | undefined;
  readonly zone: string | undefined;
  /** `hints.forZones`: the zones whose clients should use it; empty: no hint. */
  readonly forZones: readonly string[];
  /** `hints.forNodes`. */
  readonly forNodes: readonly string[];
  readonly targetRef: ObjectRef | undefined;
}

/** Another object that an object names. */
export interface ObjectRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** An entry of `ports`. */
export interface SlicePort {
  /** Empty for a port without a name. */
  readonly name: string;
  readonly protocol: string;
  /** Absent: every port. */
  readonly port: number | undefined;
}

/** `discovery.k8s.io` EndpointSlice. */
export interface EndpointSlice {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  readonly addressType: 'IPv4' | 'IPv6' | 'FQDN';
  /** The label `kubernetes.io/service-name`. */
  readonly serviceName: string | undefined;
  readonly endpoints: readonly SliceEndpoint[];
  readonly ports: readonly SlicePort[];
}

/** Reads an EndpointSlice. */
export function readEndpointSlice(object: KubeObject): EndpointSlice {
  const fields = fieldsOf(object);
  const { namespace, name } = object.meta;
  const addressType = fields.string('addressType');
  return {
    object,
    meta: object.meta,
    namespace,
    name,
    addressType: addressType === 'IPv6' || addressType === 'FQDN' ? addressType : 'IPv4',
    serviceName: object.meta.labels.get('kubernetes.io/service-name'),
    endpoints: fields.objects('endpoints').map((endpoint) => readEndpoint(endpoint, namespace)),
    ports: fields.objects('ports').map((port) => ({
      name: port.string('name') ?? '',
      protocol: port.string('protocol') ?? 'TCP',
      port: port.number('port'),
    })),
  };
}

function readEndpoint(endpoint: Fields, namespace: string): SliceEndpoint {
  const conditions = endpoint.object('conditions');
  const hints = endpoint.object('hints');
  const ready = conditions.boolean('ready') ?? true;
  return {
    addresses: endpoint.strings('addresses'),
    ready,
    serving: conditions.boolean('serving') ?? ready,
    terminating: conditions.boolean('terminating') ?? false,
    hostname: endpoint.string('hostname'),
    nodeName: endpoint.string('nodeName'),
    zone: endpoint.string('zone'),
    forZones: hints.objects('forZones').map((zone) => zone.string('name') ?? ''),
    forNodes: hints.objects('forNodes').map((node) => node.string('name') ?? ''),
    targetRef: endpoint.has('targetRef') ? readObjectRef(endpoint.object('targetRef'), namespace) : undefined,
  };
}

/** Reads an ObjectReference; one without a namespace is about the object's own. */
export function readObjectRef(ref: Fields, namespace: string): ObjectRef {
  return {
    kind: ref.string('kind') ?? '',
    namespace: ref.string('namespace') ?? namespace,
    name: ref.string('name') ?? '',
  };
}
