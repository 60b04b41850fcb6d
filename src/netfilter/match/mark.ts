import type { Negatable } from '../model/Negatable.js';
import type { MaskedValue } from './MaskedValue.js';

/** `-m mark --mark value[/mask]`. */
export interface MarkMatch {
  readonly kind: 'mark';
  readonly mark: Negatable<MaskedValue>;
}
