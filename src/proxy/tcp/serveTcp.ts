import type { TcpProxy } from '../../envoy/model/NetworkFilter.js';
import type { ClientConnection } from '../connection/ClientConnection.js';
import type { ProxyCore } from '../ProxyCore.js';

/** The TCP proxy takes a connection. */
export function serveTcp(_core: ProxyCore, client: ClientConnection, _proxy: TcpProxy): void {
  client.socket.destroy();
}
