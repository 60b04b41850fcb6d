import type { CharSet } from './CharSet.js';
import type { Assertion, Re2Node } from './Re2Node.js';
import { Re2SyntaxError } from './Re2SyntaxError.js';

/** One instruction of the automaton; `next` and `other` are indices, `split` prefers `next`. */
export type Instruction =
  | { readonly op: 'char'; readonly set: CharSet; next: number }
  | { readonly op: 'assert'; readonly assertion: Assertion; next: number }
  | { readonly op: 'save'; readonly slot: number; next: number }
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'match' };

/** A larger automaton is refused: what it would cost is not worth an answer. */
const MAX_INSTRUCTIONS = 20_000;

/** Thompson's construction. The program starts at `start`; slot 2n and 2n+1 hold begin and end of group n. */
export function compileProgram(node: Re2Node): { readonly program: readonly Instruction[]; readonly start: number } {
  const program: Instruction[] = [];
  const add = (instruction: Instruction): number => {
    if (program.length >= MAX_INSTRUCTIONS) throw new Re2SyntaxError('pattern too large');
    return program.push(instruction) - 1;
  };

  /** Emits `tree` so that it goes on at `next`; gives its entry. Built back to front, so that only loops need patching. */
  const emit = (tree: Re2Node, next: number): number => {
    switch (tree.kind) {
      case 'empty':
        return next;
      case 'char':
        return add({ op: 'char', set: tree.set, next });
      case 'assert':
        return add({ op: 'assert', assertion: tree.assertion, next });
      case 'capture': {
        const close = add({ op: 'save', slot: 2 * tree.index + 1, next });
        return add({ op: 'save', slot: 2 * tree.index, next: emit(tree.body, close) });
      }
      case 'concat':
        return tree.parts.reduceRight((entry, part) => emit(part, entry), next);
      case 'alternate': {
        const entries = tree.parts.map((part) => emit(part, next));
        return entries.reduceRight((other, entry) => add({ op: 'split', next: entry, other }));
      }
      case 'repeat':
        return emitRepeat(tree, next);
    }
  };

  const split = (body: number, exit: number, greedy: boolean): number =>
    add(greedy ? { op: 'split', next: body, other: exit } : { op: 'split', next: exit, other: body });

  const emitRepeat = ({ body, min, max, greedy }: Re2Node & { readonly kind: 'repeat' }, next: number): number => {
    let entry = next;
    if (max === undefined) {
      const loop = add({ op: 'split', next, other: next });
      const inside = emit(body, loop);
      program[loop] = greedy ? { op: 'split', next: inside, other: next } : { op: 'split', next, other: inside };
      // x+ enters at its body, so that x may match empty once.
      entry = min > 0 ? inside : loop;
      for (let i = 1; i < min; i++) entry = emit(body, entry);
      return entry;
    }
    for (let i = min; i < max; i++) entry = split(emit(body, entry), next, greedy);
    for (let i = 0; i < min; i++) entry = emit(body, entry);
    return entry;
  };

  const match = add({ op: 'match' });
  const close = add({ op: 'save', slot: 1, next: match });
  const start = add({ op: 'save', slot: 0, next: emit(node, close) });
  return { program, start };
}
