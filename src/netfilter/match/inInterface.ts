import type { Negatable } from '../model/Negatable.js';

/** `-i`, `--in-interface`: a name, or a prefix followed by `+`. */
export interface InInterfaceMatch extends Negatable<string> {
  readonly kind: 'inInterface';
}
