import type { JsonValue } from '../../../text/json/JsonValue.js';
import { textValue } from './textValue.js';
import type { TokenReader } from './TokenReader.js';

const HEADERS = ['ip', 'ip6', 'tcp', 'udp', 'udplite', 'sctp', 'dccp', 'th', 'icmp', 'icmpv6'];
/** `meta` keys that nft prints without `meta`. */
const BARE_META = ['iif', 'iifname', 'oif', 'oifname', 'iiftype', 'oiftype', 'mark'];
/** `!` alone (`ct state ! new,invalid`) is `!=` of each. */
const OPERATORS = ['==', '!=', '<', '<=', '>', '>='];

/** A comparison: `tcp dport != { 53, 15008 }`, `meta mark & 0xfff == 0x539`, `ct state established,related`. */
export function readTextMatch(reader: TokenReader): readonly JsonValue[] | undefined {
  const owner = ['skuid', 'skgid'].includes(reader.peek().text) ? reader.next().text : undefined;
  if (owner !== undefined) return readOwner(reader, owner);
  const left = readKey(reader);
  if (left === undefined) return undefined;
  if (reader.peek().text === 'vmap') return undefined;
  const masked = reader.take('&') || reader.take('and') ? withMask(reader, left) : left;
  if (masked === undefined) return undefined;
  const operator = OPERATORS.find((text) => reader.take(text)) ?? (reader.take('!') ? '!=' : undefined);
  const right = readRight(reader);
  if (right === undefined) return undefined;
  if (reader.take('/')) return readFlagsMask(reader, left, operator ?? '==', right);
  const op = operator ?? (hasBits(left) && masked === left && !isSet(right) ? 'in' : '==');
  return [{ match: { op, left: masked, right } }];
}

function readKey(reader: TokenReader): JsonValue | undefined {
  const { text } = reader.peek();
  if (BARE_META.includes(text)) {
    reader.next();
    return { meta: { key: text } };
  }
  if (text === 'meta' || text === 'ct') {
    reader.next();
    const key = reader.next().text;
    return key === 'original' || key === 'reply' ? undefined : { [text]: { key } };
  }
  if (text === 'fib') return readFib(reader);
  if (!HEADERS.includes(text)) return undefined;
  reader.next();
  return { payload: { protocol: text, field: reader.next().text } };
}

/** `fib daddr . iif type`. */
function readFib(reader: TokenReader): JsonValue {
  reader.next();
  const flags = [reader.next().text];
  while (reader.take('.')) flags.push(reader.next().text);
  return { fib: { flags, result: reader.next().text } };
}

/** `tcp flags syn / fin,syn,rst,ack`: of the flags behind the slash those before it. */
function readFlagsMask(
  reader: TokenReader,
  left: JsonValue,
  op: string,
  right: JsonValue,
): readonly JsonValue[] | undefined {
  const mask = readList(reader);
  if (mask === undefined) return undefined;
  const flags = Array.isArray(right) ? { '|': right } : right;
  return [{ match: { op, left: { '&': [left, mask] }, right: flags } }];
}

/** A number or flags: `(fin | syn | rst | ack)`. */
function withMask(reader: TokenReader, left: JsonValue): JsonValue | undefined {
  if (!reader.take('(')) return { '&': [left, textValue(reader.next().text)] };
  const flags: string[] = [];
  while (!reader.take(')')) {
    if (reader.done) return undefined;
    const { text } = reader.next();
    if (text !== '|') flags.push(text);
  }
  return { '&': [left, flags] };
}

function readRight(reader: TokenReader): JsonValue | undefined {
  if (!reader.take('{')) return readList(reader);
  const elements: JsonValue[] = [];
  while (!reader.take('}')) {
    if (reader.done || reader.peek().text === '.' || reader.peek().text === ':') return undefined;
    if (!reader.take(',')) elements.push(textValue(reader.next().text));
  }
  return { set: elements };
}

/** One value, or several with commas and no braces: the bits of a state. */
function readList(reader: TokenReader): JsonValue | undefined {
  if (reader.done || reader.peek().kind === 'punctuation') return undefined;
  const values = [textValue(reader.next().text)];
  while (reader.take(',')) values.push(textValue(reader.next().text));
  while (reader.take('|')) values.push(textValue(reader.next().text));
  return values.length === 1 ? values[0] : values;
}

function hasBits(left: JsonValue): boolean {
  return [
    '{"ct":{"key":"state"}}',
    '{"ct":{"key":"status"}}',
    '{"payload":{"protocol":"tcp","field":"flags"}}',
  ].includes(JSON.stringify(left));
}

function isSet(right: JsonValue): boolean {
  return typeof right === 'object' && right !== null && 'set' in right;
}

/** `skuid 1337` without `meta` is iptables' owner match, translated. */
function readOwner(reader: TokenReader, key: string): readonly JsonValue[] | undefined {
  const op = reader.take('!=') ? '!=' : '==';
  const right = readRight(reader);
  return right === undefined ? undefined : [{ owner: { key, op, right } }];
}
