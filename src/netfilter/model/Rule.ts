import type { Match } from '../match/Match.js';
import type { Target } from '../target/Target.js';
import type { Counters } from './Counters.js';

/** One rule of a chain. It matches when all its matches do; a rule without matches always matches. */
export interface Rule {
  readonly table: string;
  readonly chain: string;
  /** Position in its chain, from 1: the kernel's TRACE coordinate `table:chain:rule:index`. */
  readonly index: number;
  /** The rule as it stands in the file. */
  readonly text: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly matches: readonly Match[];
  /** What nftables does before its verdict, in order (`meta mark set`, `tproxy`); never present in iptables rules. */
  readonly statements?: readonly Target[];
  /** `undefined`: the rule counts, nothing more, and the next rule is met. */
  readonly target: Target | undefined;
  readonly counters?: Counters;
  /** Texts of all comments, joined by a blank. */
  readonly comment?: string;
}
