import type { Ask, Question } from './Ask.js';

/** How many runs a walk may cost before it is given up as undecided. */
const MAX_RUNS = 64;

/** What came out of all answers to all questions. */
export interface Explored<T> {
  /** The run in which every question had its first answer. */
  readonly result: T;
  /** The questions of that run. */
  readonly asked: readonly Question[];
  /** The first question whose answers lead to different ends; absent: no answer matters. */
  readonly decisive?: Question;
}

/**
 * Runs `walk` under every combination of answers to what the facts leave open, and tells whether any answer matters: two runs
 * end alike when `end` gives the same text. More than 64 runs: the first question is called decisive, without proof.
 */
export function explore<T>(walk: (ask: Ask) => T, end: (result: T) => string): Explored<T> {
  const state: { runs: number; exhausted: boolean; decisive: Question | undefined } = {
    runs: 0,
    exhausted: false,
    decisive: undefined,
  };

  const run = (prefix: readonly number[]): { result: T; asked: readonly Question[] } => {
    state.runs += 1;
    const asked: Question[] = [];
    const result = walk((question) => {
      asked.push(question);
      return prefix[asked.length - 1] ?? 0;
    });
    return { result, asked };
  };

  const endsFrom = (prefix: readonly number[], first: ReturnType<typeof run>): Set<string> => {
    const ends = new Set([end(first.result)]);
    for (let at = first.asked.length - 1; at >= prefix.length; at -= 1) {
      const question = first.asked[at];
      if (question === undefined) continue;
      const before = [...prefix, ...new Array<number>(at - prefix.length).fill(0)];
      const already = new Set(ends);
      for (let answer = 1; answer < question.answers; answer += 1) {
        if (state.runs >= MAX_RUNS) {
          state.exhausted = true;
          return ends;
        }
        const other = endsFrom([...before, answer], run([...before, answer]));
        if (!sameEnds(already, other)) state.decisive = question;
        for (const text of other) ends.add(text);
      }
    }
    return ends;
  };

  const first = run([]);
  const ends = endsFrom([], first);
  const decisive = state.exhausted ? first.asked[0] : ends.size === 1 ? undefined : state.decisive;
  return { ...first, ...(decisive === undefined ? {} : { decisive }) };
}

function sameEnds(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((text) => b.has(text));
}
