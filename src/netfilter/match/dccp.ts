import type { Negatable } from '../model/Negatable.js';
import type { PortOptions } from './ports.js';

/** `-m dccp`. */
export interface DccpMatch extends PortOptions {
  readonly kind: 'dccp';
  /** `--dccp-types`, verbatim. */
  readonly types?: Negatable<string>;
  /** `--dccp-option NUMBER`. */
  readonly option?: Negatable<number>;
}
