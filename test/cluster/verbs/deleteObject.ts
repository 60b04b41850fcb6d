import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import { at, parseJsonText, textAt } from '../objects/json.js';
import { namespaceOf, nameOf, type KubeObject } from '../objects/KubeObject.js';
import { apiVersionOf, resourceName } from '../resources/ResourceType.js';
import type { ResourceTarget } from '../server/ApiRequest.js';
import { ok, type Answer, type Call } from '../server/Call.js';
import { StatusError } from '../server/Status.js';
import { stored } from './read.js';
import { inVersion, selectorOf } from './select.js';
import { isDryRun } from './write.js';

/** DELETE of an object. A pod goes when all that runs in it has ended. */
export function deleteObject(call: Call, target: ResourceTarget): Answer {
  const before = stored(call.context.state, target);
  checkPreconditions(target, before, parseJsonText(call.body));
  const now = remove(call, target, before);
  if (resourceName(target.type) === 'pods') return ok(inVersion(now, target));
  return ok({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: target.name,
      ...(target.type.group === '' ? {} : { group: target.type.group }),
      kind: target.type.plural,
      uid: textAt(before, 'metadata', 'uid'),
    },
  });
}

/** DELETE of all of a collection that selectors choose. */
export function deleteCollection(call: Call, target: ResourceTarget): Answer {
  const { state } = call.context;
  const { type, version, namespace } = target;
  const chosen = state.list(resourceName(type), namespace).filter(selectorOf(call.request, target));
  const gone = chosen.map((one) => remove(call, { ...target, namespace: namespaceOf(one), name: nameOf(one) }, one));
  return ok({
    kind: `${type.kind}List`,
    apiVersion: apiVersionOf(type, version),
    metadata: { resourceVersion: state.resourceVersion },
    items: gone,
  });
}

function remove(call: Call, { type, namespace, name }: ResourceTarget, before: KubeObject): KubeObject {
  const { state, clock, lifecycle } = call.context;
  if (isDryRun(call)) return before;
  if (resourceName(type) !== 'pods') {
    state.remove(resourceName(type), namespace, name);
    return before;
  }
  const grace = graceOf(call, before);
  const now = state.put({
    ...before,
    metadata: {
      ...before.metadata,
      deletionTimestamp: clock.timestamp(clock.now() + grace * 1000),
      deletionGracePeriodSeconds: grace,
    },
  });
  void lifecycle.end(now, grace * 1000);
  return now;
}

function graceOf({ request, body }: Call, pod: KubeObject): number {
  const asked = at(parseJsonText(body), 'gracePeriodSeconds');
  const query = request.query.get('gracePeriodSeconds');
  const own = at(pod, 'spec', 'terminationGracePeriodSeconds');
  if (typeof asked === 'number') return asked;
  if (query !== null) return Number(query);
  return typeof own === 'number' ? own : 30;
}

function checkPreconditions({ type, name }: ResourceTarget, before: KubeObject, options: JsonValue | undefined): void {
  for (const field of ['uid', 'resourceVersion']) {
    const wanted = textAt(options, 'preconditions', field);
    const found = textAt(before, 'metadata', field);
    if (wanted === '' || wanted === found) continue;
    const label = field === 'uid' ? 'UID' : 'ResourceVersion';
    throw new StatusError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${resourceName(type)} "${name}": Precondition failed: ${label} in precondition: ${wanted}, ${label} in object meta: ${found}`,
      { name, kind: type.plural },
    );
  }
}
