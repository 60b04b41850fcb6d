import type { PacketWalk } from '../../../../src/netfilter/walk/PacketWalk.js';

/** Thrown where the evaluator does not decide. */
export class Undecided extends Error {}

/** The walk, if all of it is decided. Throws {@link Undecided}. */
export function decided(walk: PacketWalk): PacketWalk {
  if (walk.end.kind === 'unknown') throw new Undecided(walk.end.why);
  // What does not matter for the end may matter for which rules count.
  const [open] = walk.unknown;
  if (open !== undefined) throw new Undecided(open);
  if (walk.refusal !== undefined) decided(walk.refusal);
  return walk;
}
