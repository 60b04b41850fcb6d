import type { NatRange } from './NatRange.js';

/** `-j REDIRECT`. */
export interface RedirectTarget extends NatRange {
  readonly kind: 'REDIRECT';
}
