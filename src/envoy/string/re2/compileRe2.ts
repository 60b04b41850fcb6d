import { compileProgram } from './compileProgram.js';
import { parseRe2 } from './parseRe2.js';
import { Re2SyntaxError } from './Re2SyntaxError.js';
import { replaceAll, textOf } from './replaceAll.js';
import { runProgram } from './runProgram.js';

/** A regular expression with the semantics of RE2 (UTF-8, default flags), in linear time. */
export interface Re2 {
  readonly pattern: string;
  /** Number of capturing groups. */
  readonly captures: number;
  /** RE2::FullMatch. `undefined`: too much work, or `\C` (one byte) against text that is not ASCII. */
  fullMatch(text: string): boolean | undefined;
  /** The groups of a full match, group 0 first; `false` when there is no match, `undefined` as for `fullMatch`. */
  groups(text: string): readonly (string | undefined)[] | false | undefined;
  /** RE2::GlobalReplace; `rewrite` may hold `\0` to `\9` and `\\`. `undefined` as for `fullMatch`, or when `rewrite` is not valid. */
  replaceAll(text: string, rewrite: string): string | undefined;
}

/** Why an expression cannot be used, in RE2's words as far as it is RE2 that refuses it. */
export interface Re2Error {
  readonly error: string;
}

/** Steps of the automaton that one call may take: some hundred milliseconds. */
const MAX_STEPS = 5_000_000;

/**
 * Compiles an expression. RE2 is linear and has neither lookaround nor backreferences, unlike JavaScript's own engine: hence
 * this small automaton (https://swtch.com/~rsc/regexp/regexp2.html). Never throws.
 */
export function compileRe2(pattern: string): Re2 | Re2Error {
  try {
    const { node, captures, singleBytes } = parseRe2(pattern);
    const { program, start } = compileProgram(node);
    const toPoints = (text: string): readonly number[] | undefined => {
      const points = Array.from(text, (char) => char.codePointAt(0) ?? 0);
      return singleBytes && points.some((point) => point > 0x7f) ? undefined : points;
    };
    const groups = (text: string): readonly (string | undefined)[] | false | undefined => {
      const points = toPoints(text);
      if (!points) return undefined;
      const budget = { left: MAX_STEPS };
      const found = runProgram(program, start, points, 0, true, budget);
      if (budget.left < 0) return undefined;
      if (!found) return false;
      return Array.from({ length: captures + 1 }, (_, group) => {
        const begin = found[2 * group];
        return begin === undefined ? undefined : textOf(points, begin, found[2 * group + 1]);
      });
    };
    return {
      pattern,
      captures,
      groups,
      fullMatch(text) {
        const found = groups(text);
        return found && true;
      },
      replaceAll(text, rewrite) {
        const points = toPoints(text);
        if (!points) return undefined;
        const budget = { left: MAX_STEPS };
        const search = (from: number) => runProgram(program, start, points, from, false, budget);
        const replaced = replaceAll(search, points, rewrite, captures);
        return budget.left < 0 ? undefined : replaced;
      },
    };
  } catch (error) {
    if (error instanceof Re2SyntaxError) return { error: error.message };
    throw error;
  }
}
