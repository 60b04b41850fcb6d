import { ipEquals, isUnspecified } from '../../../net/IpAddress.js';
import type { SocketAddress } from '../../../net/SocketAddress.js';
import type { ListeningSocket } from '../../model/ListeningSocket.js';

/**
 * The socket that takes a packet for `address` that came in by `inInterface`: one bound to that very address before one bound to
 * any; `::` takes IPv4 too unless it is v6only. `undefined`: none, so TCP answers with a reset and UDP with port unreachable.
 */
export function findListener(
  sockets: readonly ListeningSocket[],
  protocol: string,
  address: SocketAddress,
  inInterface: string,
): ListeningSocket | undefined {
  const candidates = sockets.filter(
    (socket) =>
      socket.protocol === protocol &&
      socket.address.port === address.port &&
      (socket.boundTo === undefined || socket.boundTo === inInterface),
  );
  return (
    candidates.find((socket) => ipEquals(socket.address.ip, address.ip)) ??
    candidates.find((socket) => isUnspecified(socket.address.ip) && takesFamily(socket, address.ip.family))
  );
}

function takesFamily(socket: ListeningSocket, family: 4 | 6): boolean {
  return socket.address.ip.family === family || (socket.address.ip.family === 6 && !(socket.v6only ?? false));
}
