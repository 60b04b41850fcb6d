import type { Socket } from 'node:net';
import type { HttpConnectionManager } from '../../envoy/model/HttpConnectionManager.js';
import type { ClientConnection } from '../connection/ClientConnection.js';
import type { ProxyCore } from '../ProxyCore.js';
import { countClose } from '../upstream/countClose.js';

const PREFACE = Buffer.from('PRI * HTTP/2');

/** The connection manager takes a connection: the codec by configuration, ALPN, or the first bytes (`CodecType`). */
export function serveHttp(core: ProxyCore, client: ClientConnection, hcm: HttpConnectionManager): void {
  const manager = core.managers.of(hcm);
  const { stats, settings } = manager.plan;
  const { idleTimeoutMs } = settings;
  stats.cxTotal.add(1);
  stats.cxActive.add(1);
  client.socket.once('close', () => {
    stats.cxActive.add(-1);
    stats.cxDestroy.add(1);
  });
  countClose(client.socket, stats);
  const serve = (isHttp2: boolean): void => {
    (isHttp2 ? stats.cxHttp2 : stats.cxHttp1).add(1);
    if (isHttp2) manager.http2.serve(client);
    else manager.http1.serve(client);
  };
  switch (hcm.codecType) {
    case 'HTTP1': {
      serve(false);
      return;
    }
    case 'HTTP2': {
      if (client.alpn === undefined) awaitPreface(client.socket, idleTimeoutMs, () => serve(true));
      else serve(true);
      return;
    }
    case 'HTTP3':
      client.socket.destroy();
      return undefined;
    case 'AUTO':
      if (client.alpn === undefined) awaitPreface(client.socket, idleTimeoutMs, serve);
      else serve(client.alpn === 'h2');
  }
}

/** Whether the client begins with the preface of HTTP/2; the bytes stay on the socket. One that says nothing is closed after `idleMs`. */
function awaitPreface(socket: Socket, idleMs: number, decided: (isHttp2: boolean) => void): void {
  let bytes: Buffer = Buffer.alloc(0);
  const look = (): void => {
    const chunk: unknown = socket.read();
    if (!Buffer.isBuffer(chunk)) return;
    bytes = Buffer.concat([bytes, chunk]);
    const length = Math.min(bytes.length, PREFACE.length);
    const same = bytes.subarray(0, length).equals(PREFACE.subarray(0, length));
    if (same && length < PREFACE.length) return;
    clearTimeout(timer);
    socket.off('readable', look);
    socket.off('end', ended);
    socket.unshift(bytes);
    decided(same);
  };
  const ended = (): void => {
    socket.destroy();
  };
  const timer = idleMs > 0 ? setTimeout(ended, idleMs) : undefined;
  socket.once('close', () => clearTimeout(timer));
  socket.on('readable', look);
  socket.once('end', ended);
}
