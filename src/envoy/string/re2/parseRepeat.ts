import type { Re2Node } from './Re2Node.js';
import { Re2SyntaxError } from './Re2SyntaxError.js';
import type { Scanner } from './Scanner.js';

/** RE2's limit on a counted repetition, also of nested ones together. */
const MAX_COUNT = 1000;

interface Count {
  readonly min: number;
  readonly max?: number;
}

/** Wraps `body` in the repetition that follows it, if one does: `* + ? {n} {n,} {n,m}`, each with `?` for the shortest. */
export function parseRepeat(scanner: Scanner, body: Re2Node, ungreedy: boolean): Re2Node {
  const count = takeCount(scanner);
  if (!count) return body;
  const greedy = scanner.eat('?') === ungreedy;
  if (countedProduct(body) * Math.max(count.min, count.max ?? 0) > MAX_COUNT)
    throw new Re2SyntaxError('invalid repetition size');
  if (takeCount(scanner)) throw new Re2SyntaxError('bad repetition operator');
  return { kind: 'repeat', body, greedy, ...count };
}

function takeCount(scanner: Scanner): Count | undefined {
  if (scanner.eat('*')) return { min: 0 };
  if (scanner.eat('+')) return { min: 1 };
  if (scanner.eat('?')) return { min: 0, max: 1 };
  return takeBraces(scanner);
}

/** `{2,3}`; anything else in braces is literal text. */
function takeBraces(scanner: Scanner): Count | undefined {
  const start = scanner.position;
  const isDigit = (char: string): boolean => /^[0-9]$/.test(char);
  if (!scanner.eat('{')) return undefined;
  const low = scanner.takeWhile(isDigit);
  const comma = scanner.eat(',');
  const high = comma ? scanner.takeWhile(isDigit) : low;
  if (low === '' || !scanner.eat('}')) {
    scanner.back(start);
    return undefined;
  }
  const min = Number(low);
  const max = high === '' ? undefined : Number(high);
  if (min > MAX_COUNT || (max !== undefined && (max > MAX_COUNT || max < min)))
    throw new Re2SyntaxError('invalid repetition size');
  return max === undefined ? { min } : { min, max };
}

/** How often the innermost counted repetition runs, at most. */
function countedProduct(node: Re2Node): number {
  switch (node.kind) {
    case 'empty':
    case 'char':
    case 'assert':
      return 1;
    case 'capture':
      return countedProduct(node.body);
    case 'repeat':
      return countedProduct(node.body) * Math.max(1, node.min, node.max ?? 0);
    case 'concat':
    case 'alternate':
      return Math.max(1, ...node.parts.map(countedProduct));
  }
}
