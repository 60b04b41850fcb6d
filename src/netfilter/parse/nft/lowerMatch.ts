import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../text/json/JsonValue.js';
import type { Match } from '../../match/Match.js';
import type { NftCompareMatch, NftKey, NftValue } from '../../match/nftCompare.js';
import { flagBits, lowerValue } from './lowerValue.js';
import { nftWords, onlyMember } from './nftWords.js';

type Operator = NftCompareMatch['operator'];
const OPERATORS: readonly string[] = ['==', '!=', '<', '<=', '>', '>=', 'in'] satisfies Operator[];

/** `{"match": …}`; what is not read becomes an `unsupported` match with nft's words. */
export function lowerMatch(body: JsonObject, sets: ReadonlyMap<string, readonly JsonValue[]>): Match {
  const text = nftWords({ match: body });
  const { left, op, right } = body;
  const key = left === undefined ? undefined : lowerKey(left);
  if (key === undefined) return lowerForeign(body, text);
  const values = right === undefined ? undefined : lowerValues(key.left, right, sets);
  if (values === undefined || typeof op !== 'string' || !isOperator(op)) return unsupported(moduleOf(left), text);
  return { kind: 'nftCompare', ...key, operator: op, right: values, text };
}

function isOperator(text: string): text is Operator {
  return OPERATORS.includes(text);
}

/** The left side, with a mask over it or not. */
function lowerKey(left: JsonValue): { readonly left: NftKey; readonly mask?: number } | undefined {
  const member = onlyMember(left);
  if (member === undefined) return undefined;
  const [of, body] = member;
  if (of === '&' && isJsonArray(body)) {
    const [inner, maskValue] = body;
    const key = inner === undefined ? undefined : lowerKey(inner);
    const mask = maskValue === undefined ? undefined : flagBits(maskValue);
    return key === undefined || mask === undefined ? undefined : { ...key, mask };
  }
  if (!isJsonObject(body)) return undefined;
  const { key, protocol, field, dir } = body;
  if ((of === 'meta' || of === 'ct') && typeof key === 'string' && dir === undefined) {
    return { left: { of, protocol: '', field: key } };
  }
  if (of !== 'payload' || typeof protocol !== 'string' || typeof field !== 'string') return undefined;
  return { left: { of, protocol, field } };
}

function lowerValues(
  left: NftKey,
  right: JsonValue,
  sets: ReadonlyMap<string, readonly JsonValue[]>,
): readonly NftValue[] | undefined {
  const elements = elementsOf(right, sets);
  if (elements === undefined) return undefined;
  const values = elements.map((element) => lowerValue(left, element));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function elementsOf(
  right: JsonValue,
  sets: ReadonlyMap<string, readonly JsonValue[]>,
): readonly JsonValue[] | undefined {
  if (typeof right === 'string' && right.startsWith('@')) return sets.get(right.slice(1));
  if (isJsonArray(right)) return right;
  const member = onlyMember(right);
  if (member?.[0] !== 'set') return [right];
  if (typeof member[1] === 'string') return elementsOf(member[1], sets);
  return isJsonArray(member[1]) ? member[1] : undefined;
}

/** `fib daddr type local` is what `-m addrtype` asks; every other expression is not modelled. */
function lowerForeign({ left, op, right }: JsonObject, text: string): Match {
  const member = onlyMember(left);
  if (member?.[0] !== 'fib' || !isJsonObject(member[1])) return unsupported(moduleOf(left), text);
  const { result, flags } = member[1];
  const [flag, ...more] = isJsonArray(flags) ? flags : [flags];
  const plain = result === 'type' && more.length === 0 && right === 'local' && (op === '==' || op === '!=');
  if (!plain || (flag !== 'daddr' && flag !== 'saddr')) return unsupported('fib', text);
  const types = { not: op === '!=', value: ['LOCAL'] as const };
  return { kind: 'addrtype', ...(flag === 'daddr' ? { destinationTypes: types } : { sourceTypes: types }) };
}

function moduleOf(left: JsonValue | undefined): string {
  return onlyMember(left)?.[0] ?? 'nft';
}

/** A match that is kept by its text because its meaning is not modelled. */
export function unsupported(module: string, text: string, why?: string): Match<'unsupported'> {
  return { kind: 'unsupported', module, text, ...(why === undefined ? {} : { why }) };
}
