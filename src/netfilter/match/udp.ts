import type { PortOptions } from './ports.js';

/** `-m udp`. */
export interface UdpMatch extends PortOptions {
  readonly kind: 'udp';
}
