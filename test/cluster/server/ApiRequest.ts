import type { ResourceType } from '../resources/ResourceType.js';
import { RESOURCE_TYPES } from '../resources/resourceTypes.js';

/** What a request asks for, read off its method and path. */
export interface ApiRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** As RBAC names it: get, list, watch, create, update, patch, delete, deletecollection; of other paths the method. */
  readonly verb: string;
  /** Missing: not of a resource that is served. */
  readonly target?: ResourceTarget;
}

/** The resource of a request. */
export interface ResourceTarget {
  readonly type: ResourceType;
  readonly version: string;
  /** Empty: all of them, or none. */
  readonly namespace: string;
  /** Empty for a collection. */
  readonly name: string;
  readonly subresource: string;
  /** What follows the subresource in the path, as the pod proxy takes it. */
  readonly rest: string;
}

/** Reads method and URL. */
export function parseRequest(method: string, url: string): ApiRequest {
  const { pathname, searchParams } = new URL(url, 'https://server');
  const target = parseTarget(pathname);
  const verb = target === undefined ? method.toLowerCase() : verbOf(method, target, searchParams);
  return { method, path: pathname, query: searchParams, verb, ...(target === undefined ? {} : { target }) };
}

function parseTarget(pathname: string): ResourceTarget | undefined {
  const parts = pathname.split('/').slice(1);
  const [root] = parts;
  if (root !== 'api' && root !== 'apis') return undefined;
  const group = root === 'api' ? '' : (parts[1] ?? '');
  const [version = '', ...rest]: readonly string[] = parts.slice(root === 'api' ? 1 : 2);
  const [first = '', second = '', third = '', ...more] = rest;
  // Below a namespace, unless it is the namespace itself or its subresource.
  const below = first === 'namespaces' && third !== '' && !['status', 'finalize'].includes(third);
  const segments: readonly string[] = below ? [third, ...more] : [first, second, third, ...more];
  const [plural = '', name = '', subresource = '', ...others] = segments;
  const type = RESOURCE_TYPES.find(
    (one) => one.group === group && one.versions.includes(version) && one.plural === plural,
  );
  if (type === undefined || (below && !type.namespaced)) return undefined;
  return {
    type,
    version,
    namespace: below ? decodeURIComponent(second) : '',
    name: decodeURIComponent(name),
    subresource,
    rest: others.map((part) => `/${part}`).join(''),
  };
}

function verbOf(method: string, { name }: ResourceTarget, query: URLSearchParams): string {
  const watches = ['true', '1'].includes(query.get('watch') ?? '');
  switch (method) {
    case 'GET':
    case 'HEAD':
      return name === '' ? (watches ? 'watch' : 'list') : watches ? 'watch' : 'get';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete';
    default:
      return method.toLowerCase();
  }
}
