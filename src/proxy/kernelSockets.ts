import { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { parseIp, type IpAddress } from '../net/IpAddress.js';
import type { ConnectOptions, SocketCalls } from './runtime/SocketCalls.js';
import type { Libc } from './sys/Libc.js';
import { openLibc } from './sys/openLibc.js';
import { openConnection, openListener } from './sys/openSocket.js';
import { originalDestination } from './sys/originalDestination.js';
import { socketFd } from './sys/socketFd.js';
import { peerAddress } from './sys/socketNames.js';

/** Milliseconds between two looks at a connection that is under way. */
const LOOK_EVERY = 2;

/** What the kernel does for the proxy, by way of libc. */
export async function kernelSockets(): Promise<SocketCalls> {
  const libc = await openLibc();
  const address = nodeAddress();
  return {
    originalDestination: (socket) => {
      const fd = socketFd(socket);
      const family = socket.remoteAddress?.includes('.') === true ? 4 : 6;
      return fd === undefined ? undefined : originalDestination(libc, fd, family);
    },
    listenTransparent: (at) => openListener(libc, at, { transparent: true, v6only: true }),
    connect: (options) => connect(libc, options),
    nodeAddress: () => address,
    reset: (socket) => {
      socket.resetAndDestroy();
    },
  };
}

/** A stream over a socket that Node.js did not open itself; it says `connect` or `error` as others do. */
function connect(libc: Libc, { destination, source, mark, transparent }: ConnectOptions): Socket {
  let fd: number;
  try {
    fd = openConnection(libc, destination, { transparent, mark, ...(source === undefined ? {} : { source }) });
  } catch (error) {
    const failed = new Socket();
    failed.destroy(error instanceof Error ? error : new Error(String(error)));
    return failed;
  }
  const socket = new Socket({ fd, readable: true, writable: true, allowHalfOpen: true });
  const timer = setInterval(() => {
    if (peerAddress(libc, fd) === undefined) return;
    clearInterval(timer);
    socket.setNoDelay();
    socket.emit('connect');
  }, LOOK_EVERY);
  socket.once('close', () => clearInterval(timer));
  return socket;
}

/** The first address of this host that others can reach (source/common/network/utility.cc, getLocalAddress). */
function nodeAddress(): IpAddress | undefined {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const first = all.find(({ internal, family }) => !internal && family === 'IPv4');
  return first === undefined ? undefined : parseIp(first.address);
}
