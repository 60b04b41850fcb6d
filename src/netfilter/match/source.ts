import type { Negatable } from '../model/Negatable.js';
import type { AddressMask } from './AddressMask.js';

/** `-s`, `--source`. */
export interface SourceMatch extends Negatable<AddressMask> {
  readonly kind: 'source';
}
