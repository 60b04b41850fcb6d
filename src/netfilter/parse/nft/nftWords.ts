import type { JsonObject, JsonValue } from '../../../text/json/JsonValue.js';
import { isJsonArray, isJsonObject } from '../../../text/json/JsonValue.js';

/** The key and value of an object with one member, the shape of every expression of `nft -j`. */
export function onlyMember(value: JsonValue | undefined): readonly [string, JsonValue] | undefined {
  if (!isJsonObject(value)) return undefined;
  const [entry, ...more] = Object.entries(value);
  return entry !== undefined && more.length === 0 ? entry : undefined;
}

/** An expression of `nft -j` in the words that nft itself prints, for people; shapes that are not known as JSON. */
export function nftWords(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (isJsonArray(value)) return value.map(nftWords).join(',');
  const member = onlyMember(value);
  return member === undefined ? JSON.stringify(value) : memberWords(member[0], member[1]);
}

function memberWords(key: string, body: JsonValue): string {
  if (isJsonArray(body)) return listWords(key, body);
  if (!isJsonObject(body)) return body === null ? key : `${key} ${nftWords(body)}`;
  const text = (name: string): string => nftWords(body[name] ?? '');
  switch (key) {
    case 'match':
      return [text('left'), operator(text('op')), text('right')].filter((word) => word !== '').join(' ');
    case 'meta':
      return `meta ${text('key')}`;
    case 'ct':
      return ['ct', text('dir'), text('key')].filter((word) => word !== '').join(' ');
    case 'payload':
      return `${text('protocol')} ${text('field')}`;
    case 'prefix':
      return `${text('addr')}/${text('len')}`;
    case 'mangle':
      return `${text('key')} set ${text('value')}`;
    case 'jump':
    case 'goto':
      return `${key} ${text('target')}`;
    case 'counter':
      return 'counter';
    case 'xt':
      return `xt ${text('type')} ${text('name')}`;
    case 'redirect':
    case 'dnat':
    case 'snat':
    case 'tproxy':
    case 'masquerade':
      return natWords(key, body);
    default:
      return `${key} ${JSON.stringify(body)}`;
  }
}

function listWords(key: string, parts: readonly JsonValue[]): string {
  if (key === 'set') return `{ ${parts.map(nftWords).join(', ')} }`;
  if (key === 'range') return parts.map(nftWords).join('-');
  return parts.map(nftWords).join(` ${key} `);
}

function operator(text: string): string {
  return text === '==' || text === 'in' ? '' : text;
}

function natWords(key: string, body: JsonObject): string {
  const family = body.family === undefined ? '' : ` ${nftWords(body.family)}`;
  if (body.addr === undefined && body.port === undefined) return key;
  const address = body.addr === undefined ? '' : nftWords(body.addr);
  const port = body.port === undefined ? '' : `:${nftWords(body.port)}`;
  return `${key}${family} to ${address}${port}`;
}
