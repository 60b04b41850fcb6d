import { createServer as createHttp2Server } from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { UpstreamRequest } from '../Configuration.js';

/** What an upstream got of one request: every try of it. */
export interface Received {
  readonly at: string;
  readonly request: UpstreamRequest;
}

/** Upstreams on loopback: ports by what they speak. Every address of 127/8 is theirs. */
export interface EchoServers {
  readonly http1: readonly number[];
  readonly http2: readonly number[];
  /** HTTP/1 inside TLS. */
  readonly tls: readonly number[];
  /** Tries of the request whose `x-case` (or first line of bytes) says so; forgotten once read. */
  take(id: string): readonly Received[];
  close(): void;
}

/** Starts all upstreams on free ports. `x-echo: close` ends a connection without an answer, `x-echo: 503` asks for a status. */
export async function startEchoServers(): Promise<EchoServers> {
  const seen = new Map<string, Received[]>();
  const note = (id: string, received: Received): void => {
    const known = seen.get(id);
    if (known === undefined) seen.set(id, [received]);
    else known.push(received);
  };
  const servers: { close(): void }[] = [];
  const plain = async (): Promise<number> => {
    const server = createServer({ noDelay: true }, (socket) => serve(socket, socket, note));
    servers.push(server);
    return listen(server);
  };
  const context = createSecureContext({ cert: certificate('server.pem'), key: certificate('server.key') });
  const secure = async (): Promise<number> => {
    const server = createServer({ noDelay: true }, (socket) => {
      const tls = new TLSSocket(socket, { isServer: true, secureContext: context });
      serve(tls, socket, note);
    });
    servers.push(server);
    return listen(server);
  };
  const h2 = async (): Promise<number> => {
    const server = createHttp2Server();
    server.on('stream', (stream, headers, _flags, raw: readonly string[]) => {
      const socket = stream.session?.socket;
      note(String(headers['x-case'] ?? ''), { at: localOf(socket), request: ofHttp2(raw) });
      const command = headers['x-echo'];
      stream.on('error', () => undefined);
      if (command === 'close') stream.close(2);
      else stream.respond({ ':status': statusOf(String(command ?? '')) }, { endStream: true });
    });
    server.on('error', () => undefined);
    servers.push(server);
    return listen(server);
  };
  const http1 = [await plain(), await plain(), await plain()];
  const http2 = [await h2()];
  const tls = [await secure()];
  return {
    http1,
    http2,
    tls,
    take: (id) => {
      const found = seen.get(id) ?? [];
      seen.delete(id);
      return found;
    },
    close: () => servers.forEach((server) => server.close()),
  };
}

/** A file of `certs/`. */
export function certificate(name: string): string {
  return readFileSync(certificatePath(name), 'utf8');
}

/** Where a file of `certs/` is: tests and proofs run in the repository's root. */
export function certificatePath(name: string): string {
  return resolve('test/proof/envoy/certs', name);
}

async function listen(server: Pick<Server, 'listen' | 'address'>): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '0.0.0.0', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('an upstream has no port');
  return address.port;
}

function localOf(socket: { localAddress?: string | undefined; localPort?: number | undefined } | undefined): string {
  return `${socket?.localAddress?.replace('::ffff:', '') ?? ''}:${socket?.localPort ?? 0}`;
}

function statusOf(command: string): number {
  const status = Number(command);
  return status >= 200 && status <= 599 ? status : 200;
}

/** HTTP/1 heads one after the other, or bytes whose first line is `case ID`. */
function serve(socket: Socket | TLSSocket, raw: Socket, note: (id: string, received: Received) => void): void {
  let pending = '';
  let skip = 0;
  socket.on('error', () => undefined);
  raw.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    // A TLS hello where none is expected: no one would answer.
    if (pending === '' && chunk[0] === 0x16) return void raw.destroy();
    pending += chunk.toString('latin1');
    for (;;) {
      const dropped = Math.min(skip, pending.length);
      pending = pending.slice(dropped);
      skip -= dropped;
      const plain = /^case (\S+)\n/.exec(pending);
      if (plain !== null) {
        note(plain[1] ?? '', { at: localOf(raw), request: { method: 'BYTES', path: '', authority: '', headers: {} } });
        socket.end('echo\n');
        return;
      }
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const request = ofHttp1(pending.slice(0, end));
      pending = pending.slice(end + 4);
      skip = Number(request.headers['content-length']?.[0] ?? 0);
      note(request.headers['x-case']?.[0] ?? '', { at: localOf(raw), request });
      const command = request.headers['x-echo']?.[0] ?? '';
      if (command === 'close') {
        raw.destroy();
        return;
      }
      if (request.headers.upgrade !== undefined || request.method === 'CONNECT') {
        socket.write(
          request.method === 'CONNECT'
            ? 'HTTP/1.1 200 OK\r\n\r\n'
            : `HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: ${request.headers.upgrade?.[0] ?? ''}\r\n\r\n`,
        );
        return;
      }
      socket.write(`HTTP/1.1 ${statusOf(command)} Echo\r\ncontent-length: 0\r\n\r\n`);
    }
  });
}

function ofHttp1(head: string): UpstreamRequest {
  const [line = '', ...lines] = head.split('\r\n');
  const [method = '', path = ''] = line.split(' ');
  const headers: Record<string, string[]> = {};
  let authority = '';
  for (const one of lines) {
    const colon = one.indexOf(':');
    const name = one.slice(0, colon).toLowerCase();
    const value = one.slice(colon + 1).trim();
    if (name === 'host') authority = value;
    else (headers[name] ??= []).push(value);
  }
  return method === 'CONNECT' ? { method, path: '', authority: path, headers } : { method, path, authority, headers };
}

function ofHttp2(raw: readonly string[]): UpstreamRequest {
  const headers: Record<string, string[]> = {};
  const pseudo: Record<string, string> = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? '';
    const value = raw[i + 1] ?? '';
    if (name.startsWith(':')) pseudo[name] = value;
    else (headers[name] ??= []).push(value);
  }
  return {
    method: pseudo[':method'] ?? '',
    path: pseudo[':path'] ?? '',
    authority: pseudo[':authority'] ?? '',
    headers,
  };
}
