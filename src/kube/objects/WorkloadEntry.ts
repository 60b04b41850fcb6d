import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';
import { readWorkloadEndpoint, type WorkloadEndpoint } from './ServiceEntry.js';

/** `networking.istio.io` WorkloadEntry: a workload that is no pod. */
export interface WorkloadEntry extends WorkloadEndpoint {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
}

/** Reads a WorkloadEntry. */
export function readWorkloadEntry(object: KubeObject): WorkloadEntry {
  const { meta } = object;
  return {
    ...readWorkloadEndpoint(fieldsOf(object).object('spec')),
    object,
    meta,
    namespace: meta.namespace,
    name: meta.name,
  };
}
