import type { IpAddress } from '../../net/IpAddress.js';

/** `-j TPROXY`: hands the packet to a local transparent socket without changing it, and marks it. */
export interface TproxyTarget {
  readonly kind: 'TPROXY';
  /** 0: the packet's own destination port. */
  readonly onPort: number;
  /** Absent (written `0.0.0.0`, `::`): the primary address of the incoming interface. */
  readonly onIp?: IpAddress;
  /** `(mark & ~mask) ^ value`. */
  readonly value: number;
  readonly mask: number;
}
