import type { Negatable } from '../model/Negatable.js';
import type { AddressMask } from './AddressMask.js';

/** `-d`, `--destination`. */
export interface DestinationMatch extends Negatable<AddressMask> {
  readonly kind: 'destination';
}
