import { isJsonArray, isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';

/** Fields that hold what must not be seen (`udpa.annotations.sensitive`), by name. */
const SENSITIVE: ReadonlySet<string> = new Set([
  'private_key',
  'password',
  'pkcs12',
  'session_ticket_keys',
  'generic_secret',
]);

/** Envoy writes bytes in base64. */
const REDACTED_BYTES = Buffer.from('[redacted]').toString('base64');

/** A dump with `[redacted]` for every text inside a sensitive field (source/common/protobuf/utility.cc redact). */
export function redactSecrets(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(redactSecrets);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SENSITIVE.has(key) && typeof item === 'object' ? hidden(item, key) : redactSecrets(item),
    ]),
  );
}

function hidden(value: JsonValue, key: string): JsonValue {
  if (isJsonArray(value)) return value.map((item) => hidden(item, key));
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hidden(item, name)]));
  if (typeof value === 'string') return key === 'inline_bytes' ? REDACTED_BYTES : '[redacted]';
  return value;
}
