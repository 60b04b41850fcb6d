import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../text/json/JsonValue.js';
import type { Target } from '../../target/Target.js';
import { nftWords, onlyMember } from './nftWords.js';

const ALL = 0xffffffff;

/** `{"mangle": …}`: `meta mark set`, `ct mark set`, `ct zone set`; anything else is `unsupported`. */
export function lowerMangle(body: JsonObject): Target {
  const { key, value } = body;
  const goal = key === undefined ? undefined : fieldOf(key);
  const known = goal === undefined || value === undefined ? undefined : lowerSet(goal, value);
  return known ?? { kind: 'unsupported', module: nftWords(key ?? 'set'), text: nftWords({ mangle: body }) };
}

function lowerSet(goal: string, value: JsonValue): Target | undefined {
  switch (goal) {
    case 'meta mark':
      return lowerMark(value);
    case 'ct mark':
      return lowerConnmark(value);
    case 'ct zone':
      return typeof value === 'number' ? { kind: 'CT', notrack: false, zone: value } : undefined;
    case 'meta nftrace':
      return { kind: 'passive', name: 'TRACE', options: [] };
    case 'meta priority':
      return { kind: 'passive', name: 'CLASSIFY', options: [] };
    default:
      return undefined;
  }
}

function lowerMark(value: JsonValue): Target | undefined {
  const own = change(value, 'meta mark');
  if (own !== undefined) return { kind: 'MARK', ...own };
  const ctmask = maskOf(value, 'ct mark');
  return ctmask === undefined ? undefined : { kind: 'CONNMARK', operation: 'restore', nfmask: ALL, ctmask };
}

function lowerConnmark(value: JsonValue): Target | undefined {
  const own = change(value, 'ct mark');
  if (own !== undefined) return { kind: 'CONNMARK', operation: 'set', ...own };
  const nfmask = maskOf(value, 'meta mark');
  return nfmask === undefined ? undefined : { kind: 'CONNMARK', operation: 'save', nfmask, ctmask: ALL };
}

/** A number, or the field itself changed: `(old & a) | b` is `(old & ~mask) ^ value` with mask `~a | b` and value `b`. */
function change(value: JsonValue, field: string): { readonly value: number; readonly mask: number } | undefined {
  if (typeof value === 'number') return { value, mask: ALL };
  const { operator, kept, operand } = binary(value);
  if (operand === undefined || kept === undefined) return undefined;
  if (operator === '&') return fieldOf(kept) === field ? { value: 0, mask: ~operand >>> 0 } : undefined;
  const and = maskOf(kept, field);
  if (and === undefined) return undefined;
  if (operator === '|') return { value: operand, mask: (~and | operand) >>> 0 };
  return operator === '^' ? { value: operand, mask: ~and >>> 0 } : undefined;
}

/** The field, alone or with `& mask`. */
function maskOf(value: JsonValue, field: string): number | undefined {
  if (fieldOf(value) === field) return ALL;
  const { operator, kept, operand } = binary(value);
  return operator === '&' && kept !== undefined && fieldOf(kept) === field ? operand : undefined;
}

function binary(value: JsonValue): {
  readonly operator?: string;
  readonly kept?: JsonValue | undefined;
  readonly operand?: number | undefined;
} {
  const member = onlyMember(value);
  if (member === undefined || !isJsonArray(member[1])) return {};
  const [kept, operand] = member[1];
  return { operator: member[0], kept, operand: typeof operand === 'number' ? operand : undefined };
}

function fieldOf(value: JsonValue): string | undefined {
  const member = onlyMember(value);
  if (member === undefined || !isJsonObject(member[1])) return undefined;
  const [of, { key, dir }] = member;
  return (of === 'meta' || of === 'ct') && typeof key === 'string' && dir === undefined ? `${of} ${key}` : undefined;
}
