import type { Negatable } from '../model/Negatable.js';

/** `-m dscp`: the upper six bits of the TOS or traffic class byte. */
export interface DscpMatch {
  readonly kind: 'dscp';
  readonly dscp: Negatable<number>;
}
