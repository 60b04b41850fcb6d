import { charSetHas } from './CharSet.js';
import type { Instruction } from './compileProgram.js';
import { holdsAt } from './holdsAt.js';

/** Positions in code points: slot 2n and 2n+1 are begin and end of group n; undefined where a group took no part. */
export type Captures = readonly (number | undefined)[];

/** What is left of the work that one call may do, in steps; below 0 the result means nothing. */
export interface Budget {
  left: number;
}

interface Thread {
  readonly pc: number;
  readonly captures: Captures;
}

/**
 * Runs the automaton over `text` from `from` on, all threads at once (Pike's machine): time is linear in the text, whatever
 * the expression. Threads stand in order of preference, so the first that matches is the leftmost-first match of RE2 and Perl.
 * `full`: the match must begin at `from` and end at the end of the text.
 */
export function runProgram(
  program: readonly Instruction[],
  start: number,
  text: readonly number[],
  from: number,
  full: boolean,
  budget: Budget,
): Captures | undefined {
  let current: Thread[] = [];
  let found: Captures | undefined;
  const seen = new Int32Array(program.length).fill(-1);
  for (let at = from; at <= text.length; at++) {
    if (!found && (at === from || !full)) follow(program, { pc: start, captures: [] }, text, at, seen, current, budget);
    if (budget.left-- < 0 || (current.length === 0 && (full || found))) break;
    const char = text[at];
    const next: Thread[] = [];
    for (const { pc, captures } of current) {
      const instruction = program[pc];
      if (instruction?.op === 'match') {
        if (full && at < text.length) continue;
        found = captures;
        // Threads behind this one are less preferred.
        break;
      }
      if (instruction?.op === 'char' && char !== undefined && charSetHas(instruction.set, char)) {
        follow(program, { pc: instruction.next, captures }, text, at + 1, seen, next, budget);
      }
    }
    current = next;
  }
  return found;
}

/** Adds to `threads` what can be reached from `thread` without taking a character, in order of preference; each once. */
function follow(
  program: readonly Instruction[],
  thread: Thread,
  text: readonly number[],
  at: number,
  seen: Int32Array,
  threads: Thread[],
  budget: Budget,
): void {
  const stack: Thread[] = [thread];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { pc, captures } = top;
    const instruction = program[pc];
    budget.left--;
    if (!instruction || seen[pc] === at) continue;
    seen[pc] = at;
    switch (instruction.op) {
      case 'split':
        stack.push({ pc: instruction.other, captures }, { pc: instruction.next, captures });
        break;
      case 'save':
        stack.push({ pc: instruction.next, captures: withSlot(captures, instruction.slot, at) });
        break;
      case 'assert':
        if (holdsAt(instruction.assertion, text, at)) stack.push({ pc: instruction.next, captures });
        break;
      case 'char':
      case 'match':
        threads.push(top);
        break;
    }
  }
}

function withSlot(captures: Captures, slot: number, at: number): Captures {
  const copy = captures.slice();
  copy[slot] = at;
  return copy;
}
