import { isJsonObject, type JsonObject, type JsonValue } from '../text/json/JsonValue.js';
import { VERDICT_CODES, type VerdictCode } from '../trace/model/Verdict.js';
import { checkError, refuseUnknown, textOf } from './checkError.js';
import type { Expectation, ProxyExpectation } from './Expectation.js';

const SIDES = ['outbound', 'gateway', 'inbound'] as const;
const TEXTS = ['caller', 'flags', 'details', 'unknown'] as const;
const PROXY_TEXTS = [
  'listener',
  'filterChain',
  'routeConfig',
  'virtualHost',
  'route',
  'cluster',
  'endpoint',
  'sni',
  'method',
  'path',
  'host',
] as const;

/** Reads what is expected; one that expects nothing is refused. */
export function readExpectation(object: JsonObject, where: string): Expectation {
  refuseUnknown(object, ['verdict', 'outcomes', 'rules', ...TEXTS, ...SIDES], where);
  if (Object.keys(object).length === 0) throw checkError(where, 'nothing is expected', 'Say at least which verdict.');
  const sides = SIDES.flatMap((side) => {
    const value = object[side];
    return value === undefined ? [] : [[side, readProxy(value, `${where}: ${side}`)] as const];
  });
  const { verdict, outcomes, rules } = object;
  return {
    ...(verdict === undefined
      ? {}
      : { verdict: (Array.isArray(verdict) ? verdict : [verdict]).map((one: JsonValue) => verdictCode(one, where)) }),
    ...(outcomes === undefined ? {} : { outcomes: readOutcomes(outcomes, where) }),
    ...(rules === undefined ? {} : { rules: readRules(rules, where) }),
    ...texts(object, TEXTS, where),
    ...Object.fromEntries(sides),
  };
}

function readProxy(value: JsonValue, where: string): ProxyExpectation {
  if (!isObject(value)) throw checkError(where, 'is no mapping');
  refuseUnknown(value, [...PROXY_TEXTS, 'headers'], where);
  const { headers } = value;
  if (headers !== undefined && !isObject(headers)) throw checkError(where, 'headers is no mapping');
  const pairs = Object.entries(headers ?? {}).map(
    ([name, one]) => [name, one === null ? null : scalar(one, where)] as const,
  );
  return {
    ...texts(value, PROXY_TEXTS, where),
    ...(headers === undefined ? {} : { headers: Object.fromEntries(pairs) }),
  };
}

function texts(object: JsonObject, keys: readonly string[], where: string): Record<string, string> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const text = textOf(object, key, where);
      return text === undefined ? [] : [[key, text]];
    }),
  );
}

function verdictCode(value: JsonValue, where: string): VerdictCode {
  const found = VERDICT_CODES.find((code) => code === value);
  if (found === undefined)
    throw checkError(where, `${JSON.stringify(value)} is no verdict`, `One of ${VERDICT_CODES.join(', ')}.`);
  return found;
}

function readOutcomes(value: JsonValue, where: string): Readonly<Record<string, number>> {
  if (!isObject(value)) throw checkError(where, 'outcomes is no mapping of verdicts to percents');
  return Object.fromEntries(
    Object.entries(value).map(([code, share]) => {
      if (typeof share !== 'number') throw checkError(where, `the share of ${code} is no number of percents`);
      return [verdictCode(code, where), share];
    }),
  );
}

function readRules(value: JsonValue, where: string): readonly string[] {
  if (!Array.isArray(value)) throw checkError(where, 'rules is no list');
  if (value.length === 0) throw checkError(where, 'rules is empty, so that it asks nothing');
  return value.map((one: JsonValue) => scalar(one, where));
}

function scalar(value: JsonValue, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw checkError(where, 'holds something that is no text');
}

function isObject(value: JsonValue): value is JsonObject {
  return value !== null && isJsonObject(value);
}
