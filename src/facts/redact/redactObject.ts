import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { isHarmlessHeader } from './isHarmlessHeader.js';
import { isOpenAnnotation, KUBE_FIELDS } from './kubeFields.js';
import type { Placeholders } from './Placeholders.js';
import { redactAll } from './redactAll.js';
import { redactContainer } from './redactContainer.js';
import { redactMeshConfig } from './redactMeshConfig.js';
import { sweepSecrets } from './sweepSecrets.js';

/** What may stay in a matcher, by the name of what it matches (a header, a query parameter, the key of a condition). */
interface Where {
  readonly header?: string;
}

/** One Kubernetes object, or a list of them, by the allowlist of fields. Secrets keep their names and nothing else. */
export function redactObject(value: JsonValue, placeholders: Placeholders): JsonValue {
  return isJsonObject(value) ? fields(value, {}, placeholders) : redactAll(value, 'text', placeholders);
}

function fields(object: JsonObject, where: Where, placeholders: Placeholders): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, fieldOf(object, key, value, where, placeholders)]),
  );
}

function fieldOf(
  object: JsonObject,
  key: string,
  value: JsonValue,
  where: Where,
  placeholders: Placeholders,
): JsonValue {
  if (isJsonObject(value)) {
    if (key === 'annotations') return annotations(value, placeholders);
    if (key === 'labels' || key === 'matchLabels' || key === 'selector') return open(value, placeholders);
    if (key === 'data')
      return object.kind === 'ConfigMap' ? configMap(value, placeholders) : redactAll(value, 'text', placeholders);
    if (isHeaderMap(key, value)) return headerMap(value, placeholders);
    if (key === 'patch') return patch(value, placeholders);
  }
  if (/^(?:initC|ephemeralC|c)ontainers$/.test(key) && isJsonArray(value)) {
    return value.map((one) => redactContainer(one, placeholders, (part) => fields(part, {}, placeholders)));
  }
  if (!KUBE_FIELDS.has(key)) return redactAll(value, 'text', placeholders);
  return kept(key, value, headerOf(object) ?? where, placeholders);
}

function kept(key: string, value: JsonValue, where: Where, placeholders: Placeholders): JsonValue {
  if (isJsonArray(value)) return value.map((item) => kept(key, item, where, placeholders));
  if (isJsonObject(value)) return fields(value, where, placeholders);
  if (typeof value !== 'string') return value;
  const { header } = where;
  const isMatched = header !== undefined && /^(?:exact|prefix|regex|value|values|notValues)$/.test(key);
  return isMatched && !isHarmlessHeader(header, value)
    ? placeholders.of('header', value)
    : sweepSecrets(value, placeholders);
}

/** A condition of an AuthorizationPolicy (`key`, `values`), or a header or query parameter of an HTTPRoute (`name`, `value`). */
function headerOf({ key, name, values, notValues, value }: JsonObject): Where | undefined {
  if (typeof key === 'string' && (values !== undefined || notValues !== undefined)) return { header: key };
  return typeof name === 'string' && typeof value === 'string' ? { header: name } : undefined;
}

/** Headers and query parameters of a VirtualService: matchers or values by name. `headers: {request: {set: …}}` is none itself. */
function isHeaderMap(key: string, value: JsonObject): boolean {
  if (key === 'headers') return !('request' in value || 'response' in value);
  return key === 'queryParams' || key === 'withoutHeaders' || key === 'set' || key === 'add';
}

function headerMap(map: JsonObject, placeholders: Placeholders): JsonObject {
  return Object.fromEntries(
    Object.entries(map).map(([header, value]) => [
      header,
      typeof value === 'string' && !isHarmlessHeader(header, value)
        ? placeholders.of('header', value)
        : kept('exact', value, { header }, placeholders),
    ]),
  );
}

function annotations(map: JsonObject, placeholders: Placeholders): JsonObject {
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [
      name,
      isOpenAnnotation(name) && typeof value === 'string'
        ? sweepSecrets(value, placeholders)
        : redactAll(value, 'annotation', placeholders),
    ]),
  );
}

function configMap(data: JsonObject, placeholders: Placeholders): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      key === 'mesh' && typeof value === 'string'
        ? redactMeshConfig(value, placeholders)
        : redactAll(value, 'text', placeholders),
    ]),
  );
}

/** Of an EnvoyFilter: what it does is code of a kind. */
function patch(value: JsonObject, placeholders: Placeholders): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'operation' || key === 'filterClass' ? one : redactAll(one, 'text', placeholders),
    ]),
  );
}

function open(map: JsonObject, placeholders: Placeholders): JsonObject {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [
      key,
      isJsonObject(value) ? open(value, placeholders) : kept(key, value, {}, placeholders),
    ]),
  );
}
