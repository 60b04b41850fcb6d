import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';

/** `networking.istio.io` VirtualService: its hosts and where it applies. What it does is read from the proxies' routes. */
export interface VirtualService {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  readonly hosts: readonly string[];
  /** `name`, `namespace/name`, or `mesh` for the sidecars; empty means `mesh`. */
  readonly gateways: readonly string[];
}

/** Reads a VirtualService. */
export function readVirtualService(object: KubeObject): VirtualService {
  const { meta } = object;
  const spec = fieldsOf(object).object('spec');
  return {
    object,
    meta,
    namespace: meta.namespace,
    name: meta.name,
    hosts: spec.strings('hosts'),
    gateways: spec.strings('gateways'),
  };
}
