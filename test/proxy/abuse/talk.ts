import { connect, type Socket } from 'node:net';

/** What a client does: sends bytes (text as Latin-1), waits some milliseconds, closes its sending side (`END`), or resets (`RESET`). */
export type Act = string | Buffer | number;

/** How a conversation went. */
export interface Talk {
  readonly received: Buffer;
  /** `open`: still so when nobody waited any longer. */
  readonly end: 'open' | 'closed' | 'reset';
}

/** Connects from an address of the loopback, does what is told, and reads until the other side closes or `patienceMs` have passed. */
export function talk(port: number, acts: readonly Act[], patienceMs: number, from = '127.0.0.1'): Promise<Talk> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1', localAddress: from, noDelay: true, allowHalfOpen: true });
    const finish = (end: Talk['end']): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ received: Buffer.concat(chunks), end });
    };
    const timer = setTimeout(() => finish('open'), patienceMs);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('end', () => finish('closed'));
    socket.on('error', () => finish('reset'));
    socket.on('close', () => finish('closed'));
    socket.once('connect', () => {
      void perform(socket, acts);
    });
  });
}

async function perform(socket: Socket, acts: readonly Act[]): Promise<void> {
  for (const act of acts) {
    if (socket.destroyed || socket.writableEnded) return;
    if (typeof act === 'number') await new Promise((resolve) => setTimeout(resolve, act));
    else if (act === 'END') socket.end();
    else if (act === 'RESET') socket.resetAndDestroy();
    else await new Promise<void>((resolve) => socket.write(act, 'latin1', () => resolve()));
  }
}
