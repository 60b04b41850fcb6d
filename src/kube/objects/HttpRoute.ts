import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';
import { readObjectRef, type ObjectRef } from './EndpointSlice.js';

/** Gateway API HTTPRoute, as far as it says which host enters by which Gateway. */
export interface HttpRoute {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  /** Empty: every host that the Gateway's listener takes. */
  readonly hostnames: readonly string[];
  /** Gateways, or Services of a mesh. */
  readonly parents: readonly ObjectRef[];
}

/** Reads an HTTPRoute. */
export function readHttpRoute(object: KubeObject): HttpRoute {
  const { meta } = object;
  const spec = fieldsOf(object).object('spec');
  const parents = spec.objects('parentRefs').map((ref) => {
    const parent = readObjectRef(ref, meta.namespace);
    return { ...parent, kind: parent.kind === '' ? 'Gateway' : parent.kind };
  });
  return { object, meta, namespace: meta.namespace, name: meta.name, hostnames: spec.strings('hostnames'), parents };
}
