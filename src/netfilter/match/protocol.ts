import type { Negatable } from '../model/Negatable.js';

/** `-p`, `--protocol`: the name, or the number as text where there is no name; `all` is no match at all. */
export interface ProtocolMatch extends Negatable<string> {
  readonly kind: 'protocol';
}
