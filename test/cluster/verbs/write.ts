import { randomBytes } from 'node:crypto';
import { isJsonObject } from '../../../src/text/json/JsonValue.js';
import { parseJsonText, textAt, without } from '../objects/json.js';
import { asKubeObject, nameOf, namespaceOf, type KubeObject } from '../objects/KubeObject.js';
import { resourceName } from '../resources/ResourceType.js';
import type { ResourceTarget } from '../server/ApiRequest.js';
import { ok, type Answer, type Call } from '../server/Call.js';
import { alreadyExists, badRequest, conflict, invalid, methodNotAllowed, noNamespace } from '../server/Status.js';
import { presentationOf } from '../table/presentationOf.js';
import { withPodDefaults } from './podDefaults.js';
import { checkPodSecurity } from './podSecurity.js';
import { stored } from './read.js';
import { inVersion } from './select.js';

/** POST of a new object. */
export function createObject(call: Call, target: ResourceTarget): Answer {
  if (target.name !== '') throw methodNotAllowed();
  const object = putNew(call, target, bodyOf(call, target));
  return { code: 201, body: presentationOf(call, target).one(inVersion(object, target)) };
}

/** Stores a new object, after all that admission has to say, unless it is a dry run. */
export function putNew(call: Call, target: ResourceTarget, sent: KubeObject): KubeObject {
  const { state, lifecycle, clock } = call.context;
  const { type, namespace } = target;
  const prefix = textAt(sent, 'metadata', 'generateName');
  const name = nameOf(sent) || (prefix === '' ? '' : `${prefix}${randomBytes(4).toString('hex').slice(0, 5)}`);
  if (name === '') throw invalid(type.kind, '', 'metadata.name: Required value: name or generateName is required');
  if (type.namespaced && state.get('namespaces', '', namespace) === undefined) throw noNamespace(namespace);
  if (state.get(resourceName(type), namespace, name) !== undefined) throw alreadyExists(type, name);
  const metadata = {
    ...without(sent.metadata, 'uid', 'creationTimestamp', 'resourceVersion'),
    name,
    ...(type.namespaced ? { namespace } : {}),
  };
  const isPod = resourceName(type) === 'pods';
  const named: KubeObject = { ...sent, metadata };
  const fresh = isPod ? withPodDefaults(named) : named;
  if (isPod) checkPodSecurity(state, fresh);
  if (isDryRun(call)) return { ...fresh, metadata: { ...metadata, creationTimestamp: clock.timestamp() } };
  const object = state.put(fresh);
  if (isPod) lifecycle.begin(object);
  return stored(state, { ...target, name });
}

/** PUT over an object. */
export function updateObject(call: Call, target: ResourceTarget): Answer {
  const { state } = call.context;
  const before = stored(state, target);
  const sent = bodyOf(call, target);
  const version = textAt(sent, 'metadata', 'resourceVersion');
  if (version !== '' && version !== textAt(before, 'metadata', 'resourceVersion'))
    throw conflict(target.type, target.name);
  return ok(inVersion(isDryRun(call) ? sent : state.put(sent), target));
}

/** Whether nothing is to be written. */
export function isDryRun({ request }: Call): boolean {
  return request.query.getAll('dryRun').includes('All');
}

/** The object in a request's body. Throws 400 where it is not the one that the path names. */
function bodyOf({ body }: Call, { type, namespace, name }: ResourceTarget): KubeObject {
  const parsed = parseJsonText(body);
  if (!isJsonObject(parsed)) throw badRequest('the body of the request was in an unknown format');
  const object = asKubeObject(parsed);
  if (object?.kind !== type.kind)
    throw badRequest(`the object provided is unrecognized: no kind "${textAt(parsed, 'kind')}" is expected here`);
  const [ownNamespace, ownName] = [namespaceOf(object), nameOf(object)];
  if (type.namespaced && ownNamespace !== '' && ownNamespace !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  if (name !== '' && ownName !== name)
    throw badRequest(`the name of the object (${ownName}) does not match the name on the URL (${name})`);
  return type.namespaced ? { ...object, metadata: { ...object.metadata, namespace } } : object;
}
