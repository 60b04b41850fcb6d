import type { JsonObject } from '../../text/json/JsonValue.js';
import { callForObject } from './calls/callForObject.js';
import type { ApiCaller } from './calls/ApiCaller.js';
import { listObjects } from './calls/listObjects.js';
import type { ApiPath, Cluster, DeleteOptions, PatchKind } from './Cluster.js';
import { KubeApiError } from './KubeApiError.js';
import { execInPod } from './streams/execInPod.js';
import { forwardPort } from './streams/forwardPort.js';
import { readBody } from './wire/readBody.js';

const PATCH_TYPES: Readonly<Record<PatchKind, string>> = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  json: 'application/json-patch+json',
};

/** Of a container's log. */
const MAX_LOG_BYTES = 16 * 2 ** 20;

/** The calls of a cluster, by way of `caller`. */
export function createCluster(caller: ApiCaller, about: Pick<Cluster, 'name' | 'namespace' | 'server'>): Cluster {
  const write = (verb: 'create' | 'patch', method: 'POST' | 'PATCH', path: ApiPath, body: unknown, rest: object) =>
    callForObject(caller, { verb, method, path, body: JSON.stringify(body), ...rest });
  return {
    ...about,
    calls: caller.counts,
    get: (path, options) => callForObject(caller, { verb: 'get', method: 'GET', path, ...options }),
    list: (path, options = {}) => listObjects(caller, path, options),
    create: (path, object, options) => write('create', 'POST', path, object, { ...options }),
    patch: (path, kind, patch, options) =>
      write('patch', 'PATCH', path, patch, { ...options, contentType: PATCH_TYPES[kind] }),
    delete: (path, options) => deleteObject(caller, path, options),
    log: async (namespace, pod, container, { signal, tailLines } = {}) => {
      const path = podPath(namespace, pod, 'log');
      const query = { container, tailLines: tailLines === undefined ? undefined : String(tailLines) };
      const answer = await caller.send({ verb: 'get', method: 'GET', path, query, signal });
      return (await readBody(answer, MAX_LOG_BYTES)).toString('utf8');
    },
    portForward: (namespace, pod, port) => forwardPort(caller, podPath(namespace, pod, 'portforward'), port),
    exec: (namespace, pod, container, argv, options = {}) =>
      execInPod(caller, podPath(namespace, pod, 'exec'), { container, argv }, options),
    podProxy: async (namespace, pod, port, path, options) => {
      const place = podPath(namespace, `${pod}:${port}`, `proxy${path.startsWith('/') ? '' : '/'}${path}`);
      const answer = await caller.send({ verb: 'get', method: 'GET', path: place, ...options });
      return { status: answer.statusCode ?? 0, contentType: answer.headers['content-type'] ?? '', body: answer };
    },
    close: caller.close,
  };
}

function podPath(namespace: string, name: string, subresource: string): ApiPath {
  return { group: '', version: 'v1', resource: 'pods', namespace, name, subresource };
}

async function deleteObject(caller: ApiCaller, path: ApiPath, options: DeleteOptions = {}): Promise<void> {
  const { gracePeriodSeconds, uid, signal } = options;
  const body: JsonObject = {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
    ...(uid === undefined ? {} : { preconditions: { uid } }),
  };
  try {
    await callForObject(caller, { verb: 'delete', method: 'DELETE', path, body: JSON.stringify(body), signal });
  } catch (error) {
    if (!(error instanceof KubeApiError && error.status === 404)) throw error;
  }
}
