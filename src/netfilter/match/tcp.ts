import type { TcpFlag } from '../model/Packet.js';
import type { Negatable } from '../model/Negatable.js';
import type { PortOptions } from './ports.js';

/** `-m tcp`. */
export interface TcpMatch extends PortOptions {
  readonly kind: 'tcp';
  /** `--tcp-flags MASK SET`; `--syn` is `SYN,RST,ACK,FIN SYN`. */
  readonly flags?: Negatable<{ readonly mask: readonly TcpFlag[]; readonly set: readonly TcpFlag[] }>;
  /** `--tcp-option NUMBER`. */
  readonly option?: Negatable<number>;
}
