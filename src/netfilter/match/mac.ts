import type { Negatable } from '../model/Negatable.js';

/** `-m mac --mac-source`; the address in lower case. */
export interface MacMatch {
  readonly kind: 'mac';
  readonly source: Negatable<string>;
}
