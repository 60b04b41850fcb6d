import type { Counters } from './Counters.js';
import type { Hook } from './Hook.js';
import type { Rule } from './Rule.js';

/** Where a base chain hangs. In nft's words: `type nat hook output priority -100`. */
export interface BaseChain {
  readonly hook: Hook;
  /** Lower runs first; `-300` raw, `-150` mangle, `-100` dstnat, `0` filter, `100` srcnat, `150` security. */
  readonly priority: number;
  /** `route`: a changed mark, address or TOS causes a new route lookup (mangle OUTPUT). */
  readonly type: 'filter' | 'nat' | 'route';
}

/** A chain: built-in (base) chains are met at a hook, user-defined ones by a jump. */
export interface Chain {
  readonly name: string;
  /** Absent for user-defined chains. */
  readonly base?: BaseChain;
  /** Of base chains only; iptables-nft ignores a policy on a user-defined chain, and so does this model. */
  readonly policy?: 'ACCEPT' | 'DROP';
  readonly rules: readonly Rule[];
  /** Packets that ended in the policy. */
  readonly counters?: Counters;
}
