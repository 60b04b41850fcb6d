import type { NatRange } from './NatRange.js';

/** `-j DNAT`. */
export interface DnatTarget extends NatRange {
  readonly kind: 'DNAT';
}
