import type { ConntrackState, ConntrackStatus } from '../model/ConntrackView.js';
import type { Negatable } from '../model/Negatable.js';
import type { NumberRange } from '../model/NumberRange.js';
import type { AddressMask } from './AddressMask.js';

/** What `--ctstate` can name: the five states and the two virtual ones. */
export type CtStateName = ConntrackState | 'SNAT' | 'DNAT';

/** `-m conntrack`, and `-m state`, its older name (`state`: printed `-m state --state`). */
export interface ConntrackMatch {
  readonly kind: 'conntrack';
  readonly module: 'conntrack' | 'state';
  readonly states?: Negatable<readonly CtStateName[]>;
  readonly protocol?: Negatable<string>;
  readonly originalSource?: Negatable<AddressMask>;
  readonly originalDestination?: Negatable<AddressMask>;
  readonly replySource?: Negatable<AddressMask>;
  readonly replyDestination?: Negatable<AddressMask>;
  readonly originalSourcePort?: Negatable<NumberRange>;
  readonly originalDestinationPort?: Negatable<NumberRange>;
  readonly replySourcePort?: Negatable<NumberRange>;
  readonly replyDestinationPort?: Negatable<NumberRange>;
  readonly status?: Negatable<readonly (ConntrackStatus | 'NONE')[]>;
  /** `--ctexpire`, seconds. */
  readonly expire?: Negatable<NumberRange>;
  readonly direction?: 'ORIGINAL' | 'REPLY';
}
