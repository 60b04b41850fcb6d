import type { WalkEnd } from '../PacketWalk.js';

/** What a target, chain or hook leaves of the packet. */
export type Outcome =
  /** The chain is done with it: on to the next chain or hook. */
  { readonly kind: 'accept' } | { readonly kind: 'end'; readonly end: WalkEnd };

/** The packet goes on. */
export const ACCEPT: Outcome = { kind: 'accept' };

/** The walk ends because the facts do not decide. */
export function undecided(why: string): Outcome {
  return { kind: 'end', end: { kind: 'unknown', why } };
}
