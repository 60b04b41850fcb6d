/** A resource that the server serves. */
export interface ResourceType {
  /** Empty for the core group. */
  readonly group: string;
  /** Preferred first. Objects are the same in all of them. */
  readonly versions: readonly string[];
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly Subresource[];
  /** Whether it comes from a CustomResourceDefinition: no strategic merge patch then. */
  readonly custom: boolean;
}

/** What is below an object's name in its path. */
export interface Subresource {
  readonly name: string;
  readonly kind: string;
  readonly verbs: readonly string[];
}

/** `v1`, `apps/v1`. */
export function apiVersionOf({ group, versions }: ResourceType, version = versions[0] ?? ''): string {
  return group === '' ? version : `${group}/${version}`;
}

/** `pods`, `deployments.apps`. */
export function resourceName({ group, plural }: Pick<ResourceType, 'group' | 'plural'>): string {
  return group === '' ? plural : `${plural}.${group}`;
}
