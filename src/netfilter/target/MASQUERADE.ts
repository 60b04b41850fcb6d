import type { NatRange } from './NatRange.js';

/** `-j MASQUERADE`. */
export interface MasqueradeTarget extends NatRange {
  readonly kind: 'MASQUERADE';
}
