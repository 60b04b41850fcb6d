import type { Negatable } from '../model/Negatable.js';
import type { PortOptions } from './ports.js';

/** `-m sctp`. */
export interface SctpMatch extends PortOptions {
  readonly kind: 'sctp';
  /** `--chunk-types`, verbatim. */
  readonly chunkTypes?: Negatable<string>;
}
