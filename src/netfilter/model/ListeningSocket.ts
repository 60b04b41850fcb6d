import type { SocketAddress } from '../../net/SocketAddress.js';
import type { SocketOwner } from './SocketOwner.js';

/** A socket that waits for connections or datagrams. */
export interface ListeningSocket {
  readonly protocol: string;
  /** The unspecified address (`0.0.0.0`, `::`) stands for any. */
  readonly address: SocketAddress;
  /** Of an IPv6 wildcard socket: takes no IPv4 (`IPV6_V6ONLY`). */
  readonly v6only?: boolean;
  /** `IP_TRANSPARENT`; absent: not known. */
  readonly transparent?: boolean;
  /** Whose it is; absent: not known. */
  readonly owner?: SocketOwner;
  /** Name of the interface it is bound to (`SO_BINDTODEVICE`). */
  readonly boundTo?: string;
}
