import type { Socket } from 'node:net';

/** The first bytes of a connection, left in it; `undefined` when it ended before. */
export function peek(socket: Socket): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const finish = (bytes: Buffer | undefined): void => {
      socket.off('readable', read).off('end', end).off('close', end);
      resolve(bytes);
    };
    const end = (): void => {
      socket.end();
      finish(undefined);
    };
    const read = (): void => {
      const bytes: unknown = socket.read();
      if (!Buffer.isBuffer(bytes)) return;
      finish(bytes);
      socket.unshift(bytes);
    };
    socket.on('readable', read).on('end', end).on('close', end);
  });
}
