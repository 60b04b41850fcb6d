import type { ApiPath } from './Cluster.js';

/** Kubernetes' words for what a caller does; RBAC decides by them. */
export type ApiVerb = 'get' | 'list' | 'create' | 'patch' | 'delete';

/** What the API server answered instead of doing what was asked. */
export class KubeApiError extends Error {
  override readonly name = 'KubeApiError';

  constructor(
    /** The HTTP status: 401, 403, 404, 409, 429, 500. */
    readonly status: number,
    /** As in its `Status`: `Forbidden`; empty when the answer is none. */
    readonly reason: string,
    readonly verb: ApiVerb,
    readonly path: ApiPath,
    /** What the server says, shortened; foreign text. */
    readonly serverMessage: string,
  ) {
    super(`${verb} ${describeApiPath(path)}: ${serverMessage === '' ? `status ${status}` : serverMessage}`);
  }
}

/** As RBAC and `kubectl auth can-i` have it: `pods/portforward web/cart-1`, `deployments.apps in namespace web`. */
export function describeApiPath({ group, resource, subresource, namespace, name }: ApiPath): string {
  const type = `${resource}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
  if (name === undefined) return namespace === undefined ? type : `${type} in namespace ${namespace}`;
  return `${type} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
