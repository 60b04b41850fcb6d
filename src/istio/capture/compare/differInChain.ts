import type { PlainEntry } from '../plain/plainRulesOf.js';
import { ruleShape } from '../purpose/ruleShape.js';

/** Rules that one of two chains has and the other has not. */
export interface ChainDifferences {
  readonly missing: readonly PlainEntry[];
  readonly additional: readonly PlainEntry[];
  readonly changed: readonly { readonly expected: PlainEntry; readonly found: PlainEntry }[];
  readonly moved: readonly { readonly expected: PlainEntry; readonly found: PlainEntry }[];
}

/**
 * Compares two chains rule by rule (longest common subsequence of their words). The order of neighbours that all return makes no
 * difference. Of what remains, rules with the same words were moved, rules of the same shape were changed.
 */
export function differInChain(expected: readonly PlainEntry[], found: readonly PlainEntry[]): ChainDifferences {
  const rest = unmatched(inOneOrder(expected), inOneOrder(found));
  const moved = takePairs(rest, ({ words }) => words);
  const changed = takePairs(rest, ({ plain }) => ruleShape(plain));
  return { missing: rest.expected, additional: rest.found, changed, moved };
}

interface Rest {
  expected: PlainEntry[];
  found: PlainEntry[];
}

/** Whichever of several neighbours returns, the packet returns. */
function inOneOrder(entries: readonly PlainEntry[]): readonly PlainEntry[] {
  const ordered: PlainEntry[] = [];
  let run: PlainEntry[] = [];
  const flush = (): void => {
    ordered.push(...run.sort((a, b) => (a.words < b.words ? -1 : a.words > b.words ? 1 : 0)));
    run = [];
  };
  for (const entry of entries) {
    if (entry.plain.effect.kind === 'RETURN') run.push(entry);
    else {
      flush();
      ordered.push(entry);
    }
  }
  flush();
  return ordered;
}

/** More pairs than this are not laid out: then every rule between equal beginnings and ends is left for `takePairs`. */
const MOST_PAIRS = 4_000_000;

function unmatched(expected: readonly PlainEntry[], found: readonly PlainEntry[]): Rest {
  let start = 0;
  while (start < expected.length && expected[start]?.words === found[start]?.words) start++;
  let end = 0;
  const most = Math.min(expected.length, found.length) - start;
  while (end < most && expected.at(-1 - end)?.words === found.at(-1 - end)?.words) end++;
  const a = expected.slice(start, expected.length - end);
  const b = found.slice(start, found.length - end);
  return a.length * b.length > MOST_PAIRS ? { expected: a, found: b } : longestCommon(a, b);
}

function longestCommon(a: readonly PlainEntry[], b: readonly PlainEntry[]): Rest {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i];
    for (let j = b.length - 1; row !== undefined && j >= 0; j--) {
      row[j] = a[i]?.words === b[j]?.words ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const rest: Rest = { expected: [], found: [] };
  let [i, j] = [0, 0];
  for (;;) {
    const [left, right] = [a[i], b[j]];
    if (left === undefined || right === undefined) break;
    if (left.words === right.words) [i, j] = [i + 1, j + 1];
    else if (at(i + 1, j) >= at(i, j + 1)) {
      rest.expected.push(left);
      i++;
    } else {
      rest.found.push(right);
      j++;
    }
  }
  rest.expected.push(...a.slice(i));
  rest.found.push(...b.slice(j));
  return rest;
}

/** Pairs with the same key, in order, at most one partner each; they are taken out of `rest`. */
function takePairs(rest: Rest, keyOf: (entry: PlainEntry) => string): ChainDifferences['changed'] {
  const waiting = new Map<string, PlainEntry[]>();
  for (const entry of rest.found) {
    const key = keyOf(entry);
    const list = waiting.get(key);
    if (list) list.push(entry);
    else waiting.set(key, [entry]);
  }
  const pairs = rest.expected.flatMap((expected) => {
    const found = waiting.get(keyOf(expected))?.shift();
    return found === undefined ? [] : [{ expected, found }];
  });
  const taken = new Set(pairs.flatMap(({ expected, found }) => [expected, found]));
  rest.expected = rest.expected.filter((entry) => !taken.has(entry));
  rest.found = rest.found.filter((entry) => !taken.has(entry));
  return pairs;
}
