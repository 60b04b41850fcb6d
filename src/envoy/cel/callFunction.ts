import { compareBytes } from '../../text/compareBytes.js';
import { matchString } from '../string/matchString.js';
import { celError, celUnknown, isCelList, isCelMap, type CelValue } from './CelValue.js';

/** Calls a function of CEL with values that are neither errors nor unknown; one that is not here is unknown, by its name. */
export function callFunction(name: string, args: readonly CelValue[]): CelValue {
  const [a = null, b = null] = args;
  switch (name) {
    case '_==_':
      return equal(a, b);
    case '_!=_': {
      const same = equal(a, b);
      return typeof same === 'boolean' ? !same : same;
    }
    case '_<_':
      return ordered(a, b, (order) => order < 0);
    case '_<=_':
      return ordered(a, b, (order) => order <= 0);
    case '_>_':
      return ordered(a, b, (order) => order > 0);
    case '_>=_':
      return ordered(a, b, (order) => order >= 0);
    case '!_':
      return typeof a === 'boolean' ? !a : noOverload(name);
    case '_[_]':
      return member(a, b);
    case '@in':
    case '_in_':
    case 'in':
      return isIn(a, b);
    case 'size':
      return size(a);
    case 'startsWith':
      return onTexts(a, b, name, (text, part) => text.startsWith(part));
    case 'endsWith':
      return onTexts(a, b, name, (text, part) => text.endsWith(part));
    case 'contains':
      return onTexts(a, b, name, (text, part) => text.includes(part));
    case 'matches':
      return onTexts(a, b, name, matches);
    default:
      return celUnknown(`the function ${name} of CEL`);
  }
}

function noOverload(name: string): CelValue {
  return celError(`no overload of ${name}`);
}

function isNumber(value: CelValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Values of different types are unequal; numbers are equal by their value. */
function equal(a: CelValue, b: CelValue): CelValue {
  if (isNumber(a) && isNumber(b)) return Number(a) === Number(b);
  if (isCelList(a) && isCelList(b)) {
    if (a.length !== b.length) return false;
    const parts = a.map((value, index) => equal(value, b[index] ?? null));
    return parts.find((part) => part !== true) ?? true;
  }
  if (isCelMap(a) && isCelMap(b)) return celUnknown('equality of maps');
  return a === b;
}

function ordered(a: CelValue, b: CelValue, holds: (order: number) => boolean): CelValue {
  if (isNumber(a) && isNumber(b)) return holds(a < b ? -1 : a > b ? 1 : 0);
  if (typeof a === 'string' && typeof b === 'string') return holds(compareBytes(a, b));
  if (typeof a === 'boolean' && typeof b === 'boolean') return holds(Number(a) - Number(b));
  return celError('no order');
}

function member(of: CelValue, key: CelValue): CelValue {
  if (isCelMap(of)) return typeof key === 'string' ? (of.get(key) ?? celError('no such key')) : celError('no such key');
  if (!isCelList(of) || !isNumber(key)) return noOverload('_[_]');
  return of[Number(key)] ?? celError('index out of bounds');
}

function isIn(value: CelValue, of: CelValue): CelValue {
  if (isCelMap(of)) return typeof value === 'string' ? of.get(value) !== undefined : false;
  if (!isCelList(of)) return noOverload('@in');
  const found = of.map((one) => equal(value, one));
  if (found.includes(true)) return true;
  return found.find((one) => one !== false) ?? false;
}

function size(of: CelValue): CelValue {
  if (typeof of === 'string') return BigInt(Array.from(of).length);
  if (isCelList(of)) return BigInt(of.length);
  if (!isCelMap(of)) return noOverload('size');
  return of.size === undefined ? celUnknown('the size of a map') : BigInt(of.size);
}

function onTexts(a: CelValue, b: CelValue, name: string, holds: (text: string, part: string) => CelValue): CelValue {
  return typeof a === 'string' && typeof b === 'string' ? holds(a, b) : noOverload(name);
}

/** RE2, anywhere in the text. */
function matches(text: string, regex: string): CelValue {
  const truth = matchString({ kind: 'safe_regex', regex: `(?s:.*)(?:${regex})(?s:.*)` }, text);
  return truth === 'unknown' ? celUnknown(`the regular expression ${regex}`) : truth === 'yes';
}
