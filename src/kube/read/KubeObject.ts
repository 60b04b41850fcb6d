import type { JsonObject } from '../../text/json/JsonValue.js';
import { Fields } from './Fields.js';

/** An entry of `metadata.ownerReferences`. */
export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly controller: boolean;
}

/** `metadata`, with the defaults that the API server fills in. */
export interface ObjectMeta {
  readonly name: string;
  /** Empty for kinds that have no namespace. */
  readonly namespace: string;
  readonly uid: string | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly ownerReferences: readonly OwnerReference[];
  /** RFC 3339. */
  readonly creationTimestamp: string | undefined;
  /** RFC 3339; set while the object is being deleted. */
  readonly deletionTimestamp: string | undefined;
}

/** One Kubernetes object as it was read. Kinds without a typed view are kept like this, whole. */
export interface KubeObject {
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  /** The API group: `apiVersion` up to the slash, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly meta: ObjectMeta;
  readonly raw: JsonObject;
  /** `FILE:LINE` where the object begins; the file alone where the line is not known. */
  readonly where: string;
}

/** The fields of `object`, to be read by type. */
export function fieldsOf(object: KubeObject): Fields {
  const { namespace, name } = object.meta;
  return new Fields(object.raw, `${object.kind} ${namespace === '' ? name : `${namespace}/${name}`}:`, object.where);
}
