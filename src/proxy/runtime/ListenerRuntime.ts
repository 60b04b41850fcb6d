import type { Listener } from '../../envoy/model/Listener.js';
import type { SocketAddress } from '../../net/SocketAddress.js';

/** A listener as it runs. */
export interface ListenerRuntime {
  readonly listener: Listener;
  /** Where its sockets listen, ports of 0 replaced; empty without `bind_to_port`. */
  readonly bound: readonly SocketAddress[];
  /** Connections that are on it now. */
  readonly activeConnections: number;
}
