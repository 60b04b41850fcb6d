import type { WalkEnd, WalkStep } from '../PacketWalk.js';

/** What a target did to the packet and what comes next. */
export type TargetEffect =
  /** Not terminating: the next rule. */
  | { readonly kind: 'next'; readonly effects: readonly string[] }
  /** nftables: the rule breaks off, as if it had not matched. */
  | { readonly kind: 'break' }
  | { readonly kind: 'accept'; readonly effects: readonly string[] }
  | { readonly kind: 'return' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: string }
  /** The packet goes no further. `verdict` as in a trace. */
  | {
      readonly kind: 'end';
      readonly verdict: string;
      readonly effects: readonly string[];
      readonly end: (step: WalkStep) => WalkEnd;
    };

/** A target that did nothing but note. */
export const NEXT: TargetEffect = { kind: 'next', effects: [] };

/** The facts do not decide what the target does. */
export function undecidedTarget(why: string): TargetEffect {
  return { kind: 'end', verdict: 'UNKNOWN', effects: [], end: () => ({ kind: 'unknown', why }) };
}
