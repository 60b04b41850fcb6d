import type { Negatable } from '../model/Negatable.js';

/** The types that `--src-type` and `--dst-type` can name, as the kernel's routing knows them. */
export type AddressType =
  | 'UNSPEC'
  | 'UNICAST'
  | 'LOCAL'
  | 'BROADCAST'
  | 'ANYCAST'
  | 'MULTICAST'
  | 'BLACKHOLE'
  | 'UNREACHABLE'
  | 'PROHIBIT'
  | 'THROW'
  | 'NAT'
  | 'XRESOLVE';

/** `-m addrtype`. */
export interface AddrtypeMatch {
  readonly kind: 'addrtype';
  readonly sourceTypes?: Negatable<readonly AddressType[]>;
  readonly destinationTypes?: Negatable<readonly AddressType[]>;
  /** `--limit-iface-in`, `--limit-iface-out`. */
  readonly limit?: 'in' | 'out';
}
