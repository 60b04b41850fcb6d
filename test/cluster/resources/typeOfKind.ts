import { apiVersionOf, type ResourceType } from './ResourceType.js';
import { RESOURCE_TYPES } from './resourceTypes.js';

/** The type of a kind: `Pod` of `v1`; `undefined` for one that is not served. */
export function typeOfKind(apiVersion: string, kind: string): ResourceType | undefined {
  return RESOURCE_TYPES.find(
    (type) => type.kind === kind && type.versions.some((version) => apiVersionOf(type, version) === apiVersion),
  );
}

/** Whether objects of a kind can be put into the state. */
export function isServed(apiVersion: string, kind: string): boolean {
  return typeOfKind(apiVersion, kind) !== undefined;
}
