import { messageName, typeUrlOf } from '../../envoy/dump/field.js';
import { canonicalName } from '../../envoy/parse/fieldNames.js';
import { parseIp } from '../../net/IpAddress.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { ENVOY_FIELDS } from './envoyFields.js';
import { isKnownEnvoyType, isKnownFilterName } from './envoyTypes.js';
import { isHarmlessHeader } from './isHarmlessHeader.js';
import { isPlainText } from './isPlainText.js';
import type { Placeholders } from './Placeholders.js';
import { redactNodeMetadata } from './redactNodeMetadata.js';
import { redactPem } from './redactPem.js';
import { redactAll } from './redactAll.js';
import { sweepSecrets } from './sweepSecrets.js';

/** Fields whose keys are names of things, not of fields: their values are messages. */
const MAPS: ReadonlySet<string> = new Set(
  [
    'typed_per_filter_config',
    'per_filter_config',
    'typed_extension_protocol_options',
    'policies',
    'providers',
    'requirement_map',
    'map',
  ].map(canonicalName),
);

/** Metadata by which Envoy and Istio choose, and which names things of the mesh. */
const OPEN_METADATA = /^(?:istio|envoy\.lb|envoy\.transport_socket_match|envoy\.filters\.|istio_mtls|istio_authn)/;

/** Where a text stands: in a matcher or a mutation of a header, a cookie or a query parameter of that name. */
interface Where {
  readonly header?: string | undefined;
}

/**
 * An answer of the admin interface (`/config_dump`, `/clusters?format=json`, `/listeners?format=json`, `/server_info`) by the allowlist of fields
 * and types; what is replaced has the same place in the tree, so that JSON pointers stay true.
 */
export function redactEnvoy(value: JsonValue, placeholders: Placeholders): JsonValue {
  return isJsonObject(value) ? message(value, {}, placeholders) : redactAll(value, 'text', placeholders);
}

function message(object: JsonObject, where: Where, placeholders: Placeholders): JsonObject {
  const type = messageName(typeUrlOf(object));
  if (isKnown(type, object))
    return mapEntries(object, (key, value) => fieldOf(object, key, value, where, placeholders));
  return mapEntries(object, (key, value) =>
    key === '@type' || key === 'type_url' ? value : redactAll(value, 'text', placeholders),
  );
}

function isKnown(type: string, object: JsonObject): boolean {
  if (type === '') return true;
  if (!/^(?:udpa\.type\.v1|xds\.type\.v3)\.TypedStruct$/.test(type)) return isKnownEnvoyType(type);
  const inner = object.type_url ?? object.typeUrl;
  return typeof inner === 'string' && isKnownEnvoyType(messageName(inner));
}

function fieldOf(
  object: JsonObject,
  key: string,
  value: JsonValue,
  where: Where,
  placeholders: Placeholders,
): JsonValue {
  const name = canonicalName(key);
  if (key === '@type') return value;
  if (name === 'inlineString' || name === 'inlineBytes') return inline(name, value, placeholders);
  // A constant of CEL, which is compared with whatever the request has.
  if (name === 'stringValue' && typeof value === 'string')
    return isPlainText(value) ? value : placeholders.of('text', value);
  if (name === 'node' && isJsonObject(value)) return nodeOf(value, placeholders);
  if (name === 'filterMetadata' && isJsonObject(value)) return filterMetadata(value, placeholders);
  if (name === 'staticLayer' && isJsonObject(value)) return mapEntries(value, (_, one) => plain(one, placeholders));
  if (MAPS.has(name) && isJsonObject(value)) return mapOf(name, value, placeholders);
  if (isLabels(name, object)) return plain(value, placeholders);
  if (name === 'config' && isJsonObject(value) && typeof object.name === 'string' && !isKnownFilterName(object.name)) {
    return redactAll(value, 'text', placeholders);
  }
  if (name === 'headers' && typeof value === 'string') return redactAll(value, 'header', placeholders);
  if (!ENVOY_FIELDS.has(name)) return redactAll(value, 'text', placeholders);
  return kept(value, { header: headerOf(object) ?? where.header }, name, placeholders);
}

/** Labels of endpoints, by which a TLS setting or a subset is chosen. */
function isLabels(name: string, object: JsonObject): boolean {
  return (
    name === 'defaultSubset' || (name === 'match' && ('transport_socket' in object || 'transportSocket' in object))
  );
}

/** The name of the header, cookie or query parameter that the message is about, if it is about one. */
function headerOf(object: JsonObject): string | undefined {
  const names = Object.keys(object).map(canonicalName);
  const isMatcher = names.some((name) =>
    /^(?:stringMatch|exactMatch|prefixMatch|suffixMatch|containsMatch|safeRegexMatch|regexMatch|rangeMatch)$/.test(
      name,
    ),
  );
  if (typeof object.key === 'string') return object.key;
  if (typeof object.descriptor_key === 'string') return object.descriptor_key;
  return typeof object.name === 'string' && (isMatcher || names.includes('value')) ? object.name : undefined;
}

const TEXT_OF_HEADER =
  /^(?:value|rawValue|exact|prefix|suffix|contains|regex|exactMatch|prefixMatch|suffixMatch|containsMatch|regexMatch|descriptorValue|defaultValue)$/;

function kept(value: JsonValue, where: Where, name: string, placeholders: Placeholders): JsonValue {
  if (isJsonArray(value)) return value.map((item) => kept(item, where, name, placeholders));
  if (isJsonObject(value)) return message(value, where, placeholders);
  if (typeof value !== 'string') return value;
  const { header } = where;
  if (header !== undefined && TEXT_OF_HEADER.test(name) && !isHarmlessHeader(header, value)) {
    return placeholders.of('header', value);
  }
  return sweepSecrets(value, placeholders);
}

function inline(name: 'inlineString' | 'inlineBytes', value: JsonValue, placeholders: Placeholders): JsonValue {
  if (typeof value !== 'string') return redactAll(value, 'text', placeholders);
  if (name === 'inlineString' && isPlainText(value)) return value;
  return redactPem(name === 'inlineBytes' ? 'inline_bytes' : 'inline_string', value, placeholders);
}

function nodeOf(node: JsonObject, placeholders: Placeholders): JsonObject {
  return mapEntries(node, (key, value) =>
    key === 'metadata' && isJsonObject(value)
      ? redactNodeMetadata(value, placeholders)
      : fieldOf(node, key, value, {}, placeholders),
  );
}

function filterMetadata(metadata: JsonObject, placeholders: Placeholders): JsonObject {
  return mapEntries(metadata, (filter, value) =>
    OPEN_METADATA.test(filter) ? plain(value, placeholders) : redactAll(value, 'text', placeholders),
  );
}

/** A tree whose texts are kept where they look like names and settings. */
function plain(value: JsonValue, placeholders: Placeholders): JsonValue {
  if (isJsonArray(value)) return value.map((item) => plain(item, placeholders));
  if (isJsonObject(value)) return mapEntries(value, (_, one) => plain(one, placeholders));
  return typeof value === 'string' ? sweepSecrets(value, placeholders) : value;
}

/**
 * A map that a credential is a key of says nothing any more: a placeholder as a key would read as another value. The keys of a matcher tree's
 * `map` are values of a request, those of others names in the configuration.
 */
function mapOf(name: string, map: JsonObject, placeholders: Placeholders): JsonValue {
  const isOpen = (key: string): boolean =>
    name === 'map' ? isPlainText(key) || parseIp(key) !== undefined : sweepSecrets(key, placeholders) === key;
  if (!Object.keys(map).every(isOpen)) return placeholders.of('text', JSON.stringify(map));
  return mapEntries(map, (_, value) =>
    isJsonObject(value) ? message(value, {}, placeholders) : redactAll(value, 'text', placeholders),
  );
}

function mapEntries(object: JsonObject, change: (key: string, value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(key, value)]));
}
