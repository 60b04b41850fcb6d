import { isJsonObject, type JsonObject, type JsonValue } from '../text/json/JsonValue.js';
import type { Check, CheckWord } from './CheckFile.js';
import { checkError, refuseUnknown } from './checkError.js';

/** The words of a request: trace-request's arguments and flags. */
const REQUEST_WORDS = [
  'from',
  'url',
  'namespace',
  'method',
  'headers',
  'data',
  'user-agent',
  'http1.1',
  'http2',
  'http2-prior-knowledge',
  'resolve',
  'connect-to',
  'sni',
  'alpn',
  'tls',
  'as-peer',
  'via',
  'container',
  'uid',
  'gid',
  'mark',
  'source-ip',
  'source-port',
  'only',
  'ct-state',
  'detect',
  'endpoint',
  'random-value',
  'pin',
  'assume',
  'strict',
] as const;

/** Reads the words of a request; headers, pins and assumptions may be mappings, the others are texts, numbers, switches or lists. */
export function readCheckRequest(object: JsonObject, where: string): Check['request'] {
  refuseUnknown(object, REQUEST_WORDS, where);
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, word(value, `${where}: ${key}`)]));
}

function word(value: JsonValue, where: string): CheckWord {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => scalar(item, where));
  if (value !== null && isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scalar(item, where)]));
  throw checkError(where, 'is empty');
}

function scalar(value: JsonValue, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw checkError(where, 'holds something that is no text');
}
