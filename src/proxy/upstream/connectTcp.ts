import { connect, type Socket } from 'node:net';
import { parseIp } from '../../net/IpAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { ConnectOptions, SocketCalls } from '../runtime/SocketCalls.js';
import { attempt } from './attempt.js';
import type { ConnectAttempt } from './Connect.js';
import { connectFailure } from './connectFailure.js';
import type { UpstreamFailure } from './UpstreamStream.js';

/** Where to: an address, with what the socket is bound to, or a Unix socket. */
export type DialTarget =
  ({ readonly kind: 'address' } & ConnectOptions) | { readonly kind: 'pipe'; readonly path: string };

/** Opens a TCP connection within `timeoutMs`. */
export function connectTcp(
  target: DialTarget,
  timeoutMs: number,
  sockets: SocketCalls,
  connected: (socket: Socket) => void,
  failed: (failure: UpstreamFailure) => void,
): ConnectAttempt {
  const socket = open(target, sockets);
  const result = attempt(socket, timeoutMs, failed);
  socket.on('error', (error: NodeJS.ErrnoException) => result.fail(connectFailure(error)));
  socket.on('close', () => result.fail(connectFailure(undefined)));
  socket.once('connect', () => result.succeed(() => connected(socket)));
  return result;
}

function open(target: DialTarget, sockets: SocketCalls): Socket {
  if (target.kind === 'pipe') return connect({ path: target.path });
  const { destination, source, mark, transparent } = target;
  if (mark !== 0 || transparent) return sockets.connect(target);
  return connect({
    host: destination.ip.text,
    port: destination.port,
    noDelay: true,
    allowHalfOpen: true,
    ...(source === undefined
      ? {}
      : { localAddress: source.ip.text, ...(source.port === 0 ? {} : { localPort: source.port }) }),
  });
}

/** The local end of a connected socket. */
export function localAddressOf(socket: Socket): SocketAddress | undefined {
  const ip = parseIp(socket.localAddress ?? '');
  return ip === undefined || socket.localPort === undefined ? undefined : { ip, port: socket.localPort };
}
