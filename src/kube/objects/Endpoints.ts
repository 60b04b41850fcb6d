import type { Fields } from '../read/Fields.js';
import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';
import { readObjectRef, type ObjectRef, type SlicePort } from './EndpointSlice.js';

/** An address of a subset. */
export interface EndpointsAddress {
  readonly ip: string;
  readonly hostname: string | undefined;
  readonly nodeName: string | undefined;
  readonly targetRef: ObjectRef | undefined;
}

/** Addresses that have the same ports. */
export interface EndpointsSubset {
  /** The ready ones. */
  readonly addresses: readonly EndpointsAddress[];
  readonly notReadyAddresses: readonly EndpointsAddress[];
  readonly ports: readonly SlicePort[];
}

/** The older form of EndpointSlices, with the name of its Service. */
export interface Endpoints {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  readonly subsets: readonly EndpointsSubset[];
}

/** Reads an Endpoints object. */
export function readEndpoints(object: KubeObject): Endpoints {
  const { namespace, name } = object.meta;
  const readAddress = (address: Fields): EndpointsAddress => ({
    ip: address.string('ip') ?? '',
    hostname: address.string('hostname'),
    nodeName: address.string('nodeName'),
    targetRef: address.has('targetRef') ? readObjectRef(address.object('targetRef'), namespace) : undefined,
  });
  const subsets = fieldsOf(object)
    .objects('subsets')
    .map((subset) => ({
      addresses: subset.objects('addresses').map(readAddress),
      notReadyAddresses: subset.objects('notReadyAddresses').map(readAddress),
      ports: subset.objects('ports').map((port) => ({
        name: port.string('name') ?? '',
        protocol: port.string('protocol') ?? 'TCP',
        port: port.number('port'),
      })),
    }));
  return { object, meta: object.meta, namespace, name, subsets };
}
