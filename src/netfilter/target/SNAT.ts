import type { NatRange } from './NatRange.js';

/** `-j SNAT`. */
export interface SnatTarget extends NatRange {
  readonly kind: 'SNAT';
}
