import type { Negatable } from '../model/Negatable.js';

/** `-o`, `--out-interface`: a name, or a prefix followed by `+`. */
export interface OutInterfaceMatch extends Negatable<string> {
  readonly kind: 'outInterface';
}
