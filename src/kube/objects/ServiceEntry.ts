import type { Fields } from '../read/Fields.js';
import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';

/** An entry of `spec.ports`. */
export interface ServiceEntryPort {
  readonly number: number;
  readonly name: string | undefined;
  readonly protocol: string | undefined;
  readonly targetPort: number | undefined;
}

/** What a ServiceEntry's `endpoints` and a WorkloadEntry's `spec` have in common. */
export interface WorkloadEndpoint {
  /** An IP address, a name, or `unix://…`. */
  readonly address: string;
  /** Port name to port. */
  readonly ports: ReadonlyMap<string, number>;
  readonly labels: ReadonlyMap<string, string>;
  readonly weight: number | undefined;
  readonly serviceAccount: string | undefined;
}

/** `networking.istio.io` ServiceEntry. */
export interface ServiceEntry {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  /** Names, possibly `*.example.com`. */
  readonly hosts: readonly string[];
  /** IP addresses or CIDRs that `spec.addresses` gives, else those that the control plane wrote into `status`. */
  readonly addresses: readonly string[];
  readonly ports: readonly ServiceEntryPort[];
  readonly location: string | undefined;
  /** `NONE`, `STATIC`, `DNS`, `DNS_ROUND_ROBIN`, `DYNAMIC_DNS`. */
  readonly resolution: string;
  readonly endpoints: readonly WorkloadEndpoint[];
  readonly exportTo: readonly string[];
}

/** Reads a ServiceEntry. */
export function readServiceEntry(object: KubeObject): ServiceEntry {
  const fields = fieldsOf(object);
  const spec = fields.object('spec');
  const addresses = spec.strings('addresses');
  const allocated = fields.object('status').objects('addresses');
  return {
    object,
    meta: object.meta,
    namespace: object.meta.namespace,
    name: object.meta.name,
    hosts: spec.strings('hosts'),
    addresses: addresses.length > 0 ? addresses : allocated.flatMap((entry) => entry.string('value') ?? []),
    ports: spec.objects('ports').map((port) => ({
      number: port.number('number') ?? 0,
      name: port.string('name'),
      protocol: port.string('protocol'),
      targetPort: port.number('targetPort'),
    })),
    location: spec.string('location'),
    resolution: spec.string('resolution') ?? 'NONE',
    endpoints: spec.objects('endpoints').map(readWorkloadEndpoint),
    exportTo: spec.strings('exportTo'),
  };
}

/** Reads a ServiceEntry's endpoint or a WorkloadEntry's spec. */
export function readWorkloadEndpoint(endpoint: Fields): WorkloadEndpoint {
  const ports = endpoint.object('ports');
  return {
    address: endpoint.string('address') ?? '',
    ports: new Map(Object.keys(ports.value).map((name) => [name, ports.number(name) ?? 0])),
    labels: endpoint.stringMap('labels'),
    weight: endpoint.number('weight'),
    serviceAccount: endpoint.string('serviceAccount'),
  };
}
