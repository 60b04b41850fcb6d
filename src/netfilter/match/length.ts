import type { Negatable } from '../model/Negatable.js';
import type { NumberRange } from '../model/NumberRange.js';

/** `-m length --length MIN[:MAX]`: bytes of the IP packet. */
export interface LengthMatch {
  readonly kind: 'length';
  readonly length: Negatable<NumberRange>;
}
