import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';

/** A ConfigMap. */
export interface ConfigMap {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  readonly data: ReadonlyMap<string, string>;
}

/** Reads a ConfigMap. */
export function readConfigMap(object: KubeObject): ConfigMap {
  const { meta } = object;
  return { object, meta, namespace: meta.namespace, name: meta.name, data: fieldsOf(object).stringMap('data') };
}
