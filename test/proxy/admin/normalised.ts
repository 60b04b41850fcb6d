import { groupBy } from '../../../src/envoy/parse/groupBy.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';

/** All that may differ between a real Envoy and the reference proxy, and nothing else. */
const MEMBERS: Readonly<Record<string, (value: JsonValue) => JsonValue | undefined>> = {
  // Moments.
  last_updated: () => 'TIME',
  uptime_current_epoch: () => 'TIME',
  uptime_all_epochs: () => 'TIME',
  // Which build this is.
  version: (value) =>
    typeof value === 'string' ? value.replace(/^\w+(?=\/1\.40\.0\/Clean)/, 'SHA').replace(/\w+$/, 'SSL') : value,
  'revision.sha': () => 'SHA',
  'ssl.version': () => 'SSL',
  hot_restart_version: () => 'VERSION',
  // Every extension that is linked in.
  extensions: () => undefined,
  // Where the test starts each, and how.
  config_path: () => 'PATH',
  admin_address_path: () => 'PATH',
  base_id: () => 'ID',
  // Free ports.
  port_value: (value) => (typeof value === 'number' && value > 1024 ? 'PORT' : value),
  // Lists whose order is that of a hash map in Envoy.
  cluster_statuses: (value) => sorted(value),
};

/** An answer's body without what may differ: JSON as a value, as Envoy does not keep the order of members. */
export function normalised(body: string, path: string): JsonValue | undefined {
  if (body.startsWith('{')) return normaliseValue(JSON.parse(body) as JsonValue);
  const text = body.replace(/((?:127\.0\.0\.1|\[::1\])[:_])\d{4,}/g, '$1PORT');
  if (path.startsWith('/clusters')) return groups(text);
  // The requests to the admin API itself: both count them, but the test asks Envoy more often until it is ready.
  const counted = text.replace(/^(.*\badmin\b.*[ }:] ?)[\d.]+$/gm, '$1N');
  // The text form of a protobuf message varies by run.
  return counted.replace(/goo\.gle\/debug\w+\s*/g, '').replace(/FieldMask\s+/g, 'FieldMask ');
}

/** Clusters in the order of their names, each with its lines in order. */
function groups(text: string): JsonValue {
  const lines = text.split('\n');
  return [...groupBy(lines, (line) => line.split('::')[0] ?? '')].sort(([a], [b]) => (a < b ? -1 : 1));
}

function normaliseValue(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(normaliseValue);
  if (!isJsonObject(value)) return value;
  // How long the requests to the admin API itself took.
  if (isJsonArray(value.values) && typeof value.name === 'string' && value.name.includes('admin'))
    return { ...value, values: 'N' };
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, JsonValue][] => {
      const kept = Object.hasOwn(MEMBERS, key) ? MEMBERS[key]?.(item) : item;
      return kept === undefined ? [] : [[key, normaliseValue(kept)]];
    }),
  );
}

function sorted(value: JsonValue): JsonValue {
  if (!isJsonArray(value)) return value;
  return value.toSorted((a, b) => (JSON.stringify(nameOf(a)) < JSON.stringify(nameOf(b)) ? -1 : 1));
}

function nameOf(value: JsonValue): JsonValue {
  return isJsonObject(value) ? (value.name ?? '') : '';
}
