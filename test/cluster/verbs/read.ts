import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { without } from '../objects/json.js';
import { namespaceOf, nameOf, type KubeObject } from '../objects/KubeObject.js';
import { apiVersionOf, resourceName } from '../resources/ResourceType.js';
import type { ApiRequest, ResourceTarget } from '../server/ApiRequest.js';
import { ok, type Answer, type Call } from '../server/Call.js';
import { noSuchPath, notFound, StatusError } from '../server/Status.js';
import type { ClusterState } from '../state/ClusterState.js';
import { presentationOf } from '../table/presentationOf.js';
import { inVersion, selectorOf } from './select.js';

/** GET of one object. */
export function getObject(call: Call, target: ResourceTarget): Answer {
  const { type, namespace, name, subresource } = target;
  if (subresource === 'scale') return ok(scaleOf(stored(call.context.state, target)));
  if (!['', 'status', 'ephemeralcontainers'].includes(subresource)) throw noSuchPath();
  const object = call.context.state.get(resourceName(type), namespace, name);
  if (object === undefined) throw notFound(type, name);
  return ok(presentationOf(call, target).one(inVersion(object, target)));
}

/** The object that a request names. */
export function stored(state: ClusterState, { type, namespace, name }: ResourceTarget): KubeObject {
  const object = state.get(resourceName(type), namespace, name);
  if (object === undefined) throw notFound(type, name);
  return object;
}

/** GET of a collection, in pages where a limit asks for it. */
export function listObjects(call: Call, target: ResourceTarget): Answer {
  const { state } = call.context;
  const { type, version, namespace } = target;
  const all = state.list(resourceName(type), namespace).filter(selectorOf(call.request, target));
  const { items, metadata } = pageOf(all, call.request, state.resourceVersion);
  const objects = items.map((one) => inVersion(one, target));
  return ok(
    presentationOf(call, target).list(objects, {
      kind: `${type.kind}List`,
      apiVersion: apiVersionOf(type, version),
      metadata,
      // As the real server gives them: without what the list already says.
      items: objects.map((one) => (type.custom ? one : without(one, 'apiVersion', 'kind'))),
    }),
  );
}

function pageOf(
  all: readonly KubeObject[],
  { query }: ApiRequest,
  resourceVersion: string,
): { readonly items: readonly KubeObject[]; readonly metadata: JsonObject } {
  const limit = Number(query.get('limit') ?? '0');
  const token = query.get('continue') ?? '';
  const start = token === '' ? '' : readToken(token);
  const rest = all.filter((one) => keyOf(one) > start);
  if (limit <= 0 || rest.length <= limit) return { items: rest, metadata: { resourceVersion } };
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    metadata: {
      resourceVersion,
      continue: Buffer.from(
        JSON.stringify({ v: 'meta.k8s.io/v1', start: last === undefined ? '' : keyOf(last) }),
      ).toString('base64url'),
      remainingItemCount: rest.length - items.length,
    },
  };
}

function keyOf(object: KubeObject): string {
  return `${namespaceOf(object)}/${nameOf(object)}`;
}

function readToken(token: string): string {
  const found = /"start":"([^"]*)"/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (found === undefined)
    throw new StatusError(400, 'BadRequest', 'continue key is not valid: invalid continue token');
  return found;
}

function scaleOf(object: KubeObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name: name ?? '',
      namespace: namespace ?? '',
      uid: uid ?? '',
      resourceVersion: resourceVersion ?? '',
      creationTimestamp: creationTimestamp ?? '',
    },
    spec: {},
    status: { replicas: 0 },
  };
}
