import { connect as connectNet, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { Duplex } from 'node:stream';

/** A TCP connection, once it stands. */
export function connectTcp(host: string, port: number, signal: AbortSignal | undefined): Promise<Socket> {
  const socket = connectNet({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000 });
  return established(socket, 'connect', signal);
}

/** TLS over a connection, once both have shaken hands. */
export function secure(socket: Duplex, options: ConnectionOptions, signal: AbortSignal | undefined): Promise<Duplex> {
  return established(connectTls({ ...options, socket }), 'secureConnect', signal);
}

/** The stream when `event` has come; what fails before, or the signal, ends it. */
function established<T extends Duplex>(stream: T, event: string, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      stream.destroy();
      reject(reasonOf(signal));
    };
    const settle = (): void => {
      stream.off('error', fail).off('close', close).off(event, done);
      signal?.removeEventListener('abort', abort);
    };
    const fail = (error: Error): void => {
      settle();
      // A stream that fails again while nobody uses it is no crash.
      stream.on('error', () => undefined);
      stream.destroy();
      reject(error);
    };
    const close = (): void => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    const done = (): void => {
      settle();
      resolve(stream);
    };
    if (signal?.aborted === true) {
      abort();
      return;
    }
    stream.once('error', fail).once('close', close).once(event, done);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** What a call that was aborted ends with. */
export function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('aborted');
}
