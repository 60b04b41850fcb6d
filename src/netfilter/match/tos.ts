import type { Negatable } from '../model/Negatable.js';
import type { MaskedValue } from './MaskedValue.js';

/** `-m tos --tos value[/mask]`, one byte each. */
export interface TosMatch {
  readonly kind: 'tos';
  readonly tos: Negatable<MaskedValue>;
}
