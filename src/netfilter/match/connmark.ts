import type { Negatable } from '../model/Negatable.js';
import type { MaskedValue } from './MaskedValue.js';

/** `-m connmark --mark value[/mask]`. */
export interface ConnmarkMatch {
  readonly kind: 'connmark';
  readonly mark: Negatable<MaskedValue>;
}
