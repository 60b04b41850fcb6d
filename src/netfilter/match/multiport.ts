import type { NumberRange } from '../model/NumberRange.js';

/** `-m multiport`: up to fifteen ports, a range counts as two. `either` is `--ports`: source or destination. */
export interface MultiportMatch {
  readonly kind: 'multiport';
  readonly which: 'source' | 'destination' | 'either';
  readonly not: boolean;
  readonly ports: readonly NumberRange[];
}
