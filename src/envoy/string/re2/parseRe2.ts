import { MAX_CODE_POINT, singleton } from './CharSet.js';
import type { Flags } from './Flags.js';
import { parseClass, parsePerl, parseUnicode } from './parseClass.js';
import { parseEscape } from './parseEscape.js';
import { parseGroupStart } from './parseGroupStart.js';
import { parseRepeat } from './parseRepeat.js';
import type { Assertion, Re2Node } from './Re2Node.js';
import { Re2SyntaxError } from './Re2SyntaxError.js';
import { Scanner } from './Scanner.js';

/** Groups nested deeper are an error (RE2 stops at 1000 too). */
const MAX_DEPTH = 1000;

const NO_FLAGS: Flags = { foldCase: false, multiLine: false, dotMatchesNewline: false, ungreedy: false };

const ESCAPED_ASSERTIONS: Readonly<Record<string, Assertion>> = {
  A: 'text_begin',
  z: 'text_end',
  b: 'word_boundary',
  B: 'no_word_boundary',
};

/** The tree of an expression in RE2's syntax (https://github.com/google/re2/wiki/Syntax, default flags), and how many groups it captures. */
export function parseRe2(pattern: string): {
  readonly node: Re2Node;
  readonly captures: number;
  readonly singleBytes: boolean;
} {
  const parser = new Parser(pattern);
  return { node: parser.parse(), captures: parser.captures, singleBytes: parser.singleBytes };
}

class Parser {
  readonly #scanner: Scanner;
  readonly #names = new Set<string>();
  captures = 0;
  /** `\C` was seen: one byte, which differs from one character outside ASCII. */
  singleBytes = false;

  constructor(pattern: string) {
    this.#scanner = new Scanner(pattern);
  }

  parse(): Re2Node {
    const node = this.#alternatives(NO_FLAGS, 0);
    if (!this.#scanner.done) throw new Re2SyntaxError('unexpected )');
    return node;
  }

  #alternatives(outer: Flags, depth: number): Re2Node {
    if (depth > MAX_DEPTH) throw new Re2SyntaxError('expression nests too deeply');
    const alternatives: Re2Node[] = [];
    let parts: Re2Node[] = [];
    let flags = outer;
    while (!this.#scanner.done && this.#scanner.peek() !== ')') {
      if (this.#scanner.eat('|')) {
        alternatives.push(concat(parts));
        parts = [];
        continue;
      }
      if (this.#scanner.eat('\\Q')) {
        parts.push(...this.#quoted(flags));
        continue;
      }
      if (this.#scanner.eat('(')) {
        const group = parseGroupStart(this.#scanner, flags, this.#names);
        if (group.kind === 'flags') {
          flags = group.flags;
          continue;
        }
        const index = group.capture ? ++this.captures : undefined;
        const body = this.#alternatives(group.flags, depth + 1);
        if (!this.#scanner.eat(')')) throw new Re2SyntaxError('missing )');
        const node: Re2Node = index === undefined ? body : { kind: 'capture', index, body };
        parts.push(parseRepeat(this.#scanner, node, flags.ungreedy));
        continue;
      }
      parts.push(parseRepeat(this.#scanner, this.#atom(flags), flags.ungreedy));
    }
    alternatives.push(concat(parts));
    return alternatives.length === 1 ? concat(parts) : { kind: 'alternate', parts: alternatives };
  }

  #quoted(flags: Flags): readonly Re2Node[] {
    const nodes: Re2Node[] = [];
    while (!this.#scanner.done && !this.#scanner.eat('\\E')) {
      nodes.push({ kind: 'char', set: singleton(this.#scanner.take().codePointAt(0) ?? 0, flags.foldCase) });
    }
    const last = nodes.pop();
    return last ? [...nodes, parseRepeat(this.#scanner, last, flags.ungreedy)] : [];
  }

  #atom(flags: Flags): Re2Node {
    const scanner = this.#scanner;
    const property = parseUnicode(scanner);
    if (property) {
      return { kind: 'char', set: { ranges: [], properties: [property], negated: false, foldCase: flags.foldCase } };
    }
    const ranges = parsePerl(scanner);
    if (ranges) return { kind: 'char', set: { ranges, properties: [], negated: false, foldCase: flags.foldCase } };
    const char = scanner.take();
    switch (char) {
      case '.':
        return anyChar(flags.dotMatchesNewline);
      case '[':
        return { kind: 'char', set: parseClass(scanner, flags.foldCase) };
      case '^':
        return { kind: 'assert', assertion: flags.multiLine ? 'line_begin' : 'text_begin' };
      case '$':
        return { kind: 'assert', assertion: flags.multiLine ? 'line_end' : 'text_end' };
      case '*':
      case '+':
      case '?':
        throw new Re2SyntaxError(`no argument for repetition operator: ${char}`);
      case '\\':
        return this.#escaped(flags);
      default:
        return { kind: 'char', set: singleton(char.codePointAt(0) ?? 0, flags.foldCase) };
    }
  }

  #escaped(flags: Flags): Re2Node {
    const next = this.#scanner.peek();
    const assertion = Object.hasOwn(ESCAPED_ASSERTIONS, next) ? ESCAPED_ASSERTIONS[next] : undefined;
    if (assertion || next === 'C') this.#scanner.take();
    if (assertion) return { kind: 'assert', assertion };
    if (next === 'C') {
      this.singleBytes = true;
      return anyChar(true);
    }
    return { kind: 'char', set: singleton(parseEscape(this.#scanner), flags.foldCase) };
  }
}

function anyChar(withNewline: boolean): Re2Node {
  const ranges = withNewline
    ? ([[0, MAX_CODE_POINT]] as const)
    : ([
        [0, 9],
        [11, MAX_CODE_POINT],
      ] as const);
  return { kind: 'char', set: { ranges, properties: [], negated: false, foldCase: false } };
}

function concat(parts: readonly Re2Node[]): Re2Node {
  const [only] = parts;
  if (!only) return { kind: 'empty' };
  return parts.length === 1 ? only : { kind: 'concat', parts };
}
