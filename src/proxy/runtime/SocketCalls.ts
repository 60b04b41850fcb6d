import type { Socket } from 'node:net';
import type { IpAddress } from '../../net/IpAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';

/** What a bound or marked socket is to be. */
export interface ConnectOptions {
  readonly destination: SocketAddress;
  /** `upstream_bind_config.source_address`, or the client's own address. */
  readonly source?: SocketAddress;
  /** `SO_MARK`, 0 for none. */
  readonly mark: number;
  /** `IP_TRANSPARENT`: the source is not an address of this host. */
  readonly transparent: boolean;
}

/** What the kernel does for a proxy and Node.js does not. */
export interface SocketCalls {
  /** `SO_ORIGINAL_DST`, IPv4 or IPv6; undefined where no rule translated the connection. */
  originalDestination(socket: Socket): SocketAddress | undefined;
  /** A file descriptor of a listening socket with `IP_TRANSPARENT`. */
  listenTransparent(address: SocketAddress, backlog: number): number;
  /** A connected or connecting socket that is bound or marked as asked. */
  connect(options: ConnectOptions): Socket;
  /** The address of this host that packets to the outside get (`x-forwarded-for` of a local client). */
  nodeAddress(): IpAddress | undefined;
  /** Closes with RST in place of FIN. */
  reset(socket: Socket): void;
}
