import { isJsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';
import { parse as parseYaml } from 'yaml';
import { parseJsonText, listAt, textAt } from '../objects/json.js';
import { asKubeObject, nameOf, type KubeObject } from '../objects/KubeObject.js';
import { jsonPatch } from '../patch/jsonPatch.js';
import { mergePatch } from '../patch/mergePatch.js';
import { strategicMergePatch } from '../patch/strategicMergePatch.js';
import { resourceName } from '../resources/ResourceType.js';
import type { ResourceTarget } from '../server/ApiRequest.js';
import { ok, type Answer, type Call } from '../server/Call.js';
import { badRequest, conflict, notFound, StatusError } from '../server/Status.js';
import { presentationOf } from '../table/presentationOf.js';
import { checkPodSecurity } from './podSecurity.js';
import { stored } from './read.js';
import { inVersion } from './select.js';
import { isDryRun, putNew } from './write.js';

/** PATCH of an object, in each of the four kinds of patches. */
export function patchObject(call: Call, target: ResourceTarget): Answer {
  const { state } = call.context;
  const { type } = target;
  const before = state.get(resourceName(type), target.namespace, target.name);
  const kind = (call.message.headers['content-type'] ?? '').split(';')[0] ?? '';
  if (kind.startsWith('application/apply-patch') && before === undefined) {
    const sent = asKubeObject(parseYaml(call.body) as JsonValue);
    if (sent === undefined) throw badRequest('the patch is no object');
    return { code: 201, body: inVersion(putNew(call, target, sent), target) };
  }
  if (before === undefined) throw notFound(type, target.name);
  const after = asKubeObject(patched(inVersion(before, target), kind, call.body, type.custom));
  if (after === undefined || nameOf(after) !== target.name) throw badRequest('the patch makes another object of it');
  const version = textAt(after, 'metadata', 'resourceVersion');
  if (version !== '' && version !== textAt(before, 'metadata', 'resourceVersion')) throw conflict(type, target.name);
  if (isDryRun(call)) return ok(presentationOf(call, target).one(after));
  if (target.subresource === 'ephemeralcontainers') return ephemeral(call, target, before, after);
  const saved = state.put(after);
  return ok(presentationOf(call, target).one(inVersion(saved, target)));
}

/** Ephemeral containers may come, but neither change nor go. */
function ephemeral(call: Call, target: ResourceTarget, before: KubeObject, after: KubeObject): Answer {
  const { state, lifecycle } = call.context;
  const [had, has] = [before, after].map((pod) => listAt(pod, 'spec', 'ephemeralContainers'));
  const names = (had ?? []).map((one) => textAt(one, 'name'));
  const fresh = (has ?? []).filter((one) => !names.includes(textAt(one, 'name')));
  checkPodSecurity(state, after);
  state.put(after);
  lifecycle.startEphemeral(after, fresh);
  return ok(stored(state, target));
}

function patched(before: KubeObject, kind: string, body: string, custom: boolean): JsonValue {
  const patch = kind.startsWith('application/apply-patch') ? (parseYaml(body) as JsonValue) : parseJsonText(body);
  if (patch === undefined) throw badRequest('error decoding patch: invalid JSON');
  switch (kind) {
    case 'application/json-patch+json':
      return jsonPatch(before, patch);
    case 'application/merge-patch+json':
      return mergePatch(before, patch);
    case 'application/strategic-merge-patch+json':
    case 'application/apply-patch+yaml':
      if (custom && kind.includes('strategic'))
        throw new StatusError(
          415,
          'UnsupportedMediaType',
          'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml, application/apply-patch+cbor',
        );
      return strategicMergePatch(before, isJsonObject(patch) ? patch : {});
    default:
      throw new StatusError(415, 'UnsupportedMediaType', `the body of the request was in an unknown format: ${kind}`);
  }
}
