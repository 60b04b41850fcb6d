import type { PortOptions } from './ports.js';

/** `-m udplite`. */
export interface UdpliteMatch extends PortOptions {
  readonly kind: 'udplite';
}
