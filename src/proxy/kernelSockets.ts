import type { SocketCalls } from './runtime/SocketCalls.js';

/** What libc does for the proxy; where it cannot be loaded, what Node.js can do alone. */
export async function kernelSockets(): Promise<SocketCalls> {
  return {
    originalDestination: () => undefined,
    listenTransparent: () => {
      throw new Error('transparent sockets need libc');
    },
    connect: () => {
      throw new Error('bound and marked sockets need libc');
    },
    nodeAddress: () => undefined,
    reset: (socket) => socket.resetAndDestroy(),
  };
}
