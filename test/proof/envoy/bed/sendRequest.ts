import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { CaseRequest } from '../Configuration.js';
import { certificate } from './echoServers.js';
import { proxyHeader } from './proxyHeader.js';

/** What the client saw. */
export interface ClientSaw {
  /** Its own port: how the access log calls the connection. */
  readonly port: number;
  /** HTTP status; `closed` without any; `tls` where the handshake failed; `silent` where nothing came in time. */
  readonly status: string;
  readonly headers: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 4_000;

/** Sends one request over a connection of its own; `id` goes along as `x-case`, or as the first line of bytes. */
export async function sendRequest(port: number, request: CaseRequest, id: string): Promise<ClientSaw> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  socket.on('error', () => undefined);
  let timer: NodeJS.Timeout | undefined;
  let own = 0;
  const patience = new Promise<ClientSaw>((resolve) => {
    timer = setTimeout(() => resolve({ port: own, status: 'silent', headers: {} }), PATIENCE_MS);
  });
  const talk = async (): Promise<ClientSaw> => {
    await new Promise<void>((resolve) => {
      socket.once('connect', resolve);
      socket.once('close', () => resolve());
    });
    own = socket.localPort ?? 0;
    if (request.proxy !== undefined) socket.write(proxyHeader(request.proxy));
    if (request.tls === undefined) return exchange(socket, own, request, id);
    const tls = await handshake(socket, request.tls);
    if (tls === undefined) return { port: own, status: 'tls', headers: {} };
    return exchange(tls, own, withNegotiated(request, tls.alpnProtocol), id);
  };
  try {
    return await Promise.race([talk(), patience]);
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

function handshake(
  socket: Socket,
  { sni, alpn, certificate: own }: NonNullable<CaseRequest['tls']>,
): Promise<TLSSocket | undefined> {
  return new Promise((resolve) => {
    const tls = connectTls({
      socket,
      rejectUnauthorized: false,
      ...(sni === '' ? {} : { servername: sni }),
      ...(alpn.length === 0 ? {} : { ALPNProtocols: [...alpn] }),
      ...(own === undefined ? {} : { cert: certificate(`${own}.pem`), key: certificate(`${own}.key`) }),
    });
    tls.once('secureConnect', () => resolve(tls));
    tls.once('error', () => resolve(undefined));
    tls.once('close', () => resolve(undefined));
  });
}

/** A client that offers both protocols speaks the one that the server picked. */
function withNegotiated(request: CaseRequest, picked: string | false | null): CaseRequest {
  const { http, tls } = request;
  if (http === undefined || tls === undefined || !['h2', 'http/1.1'].every((name) => tls.alpn.includes(name)))
    return request;
  return { ...request, http: { ...http, version: picked === 'h2' ? '2' : '1.1' } };
}

function exchange(socket: Socket | TLSSocket, port: number, request: CaseRequest, id: string): Promise<ClientSaw> {
  const { http } = request;
  if (http?.version === '2') return overHttp2(socket, port, http, id);
  socket.write(http === undefined ? `case ${id}\n${request.bytes ?? ''}` : headOf(http, id));
  return new Promise((resolve) => {
    let text = '';
    const end = (): void => {
      const [head = ''] = text.split('\r\n\r\n');
      const [line = '', ...lines] = head.split('\r\n');
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(line)?.[1];
      const headers: Record<string, string> = {};
      for (const one of lines)
        headers[one.slice(0, one.indexOf(':')).toLowerCase()] = one.slice(one.indexOf(':') + 1).trim();
      resolve({
        port,
        status: status ?? (text === '' ? 'closed' : 'bytes'),
        headers: status === undefined ? {} : headers,
      });
    };
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (http !== undefined && text.includes('\r\n\r\n')) end();
    });
    socket.on('error', end);
    socket.on('close', end);
  });
}

function headOf(
  { version, method, target, authority, headers, body = '' }: NonNullable<CaseRequest['http']>,
  id: string,
): string {
  const host = authority === undefined ? [] : [`host: ${authority}`];
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return `${[`${method} ${target} HTTP/${version}`, ...host, `x-case: ${id}`, ...lines].join('\r\n')}\r\n\r\n${body}`;
}

function overHttp2(
  socket: Socket | TLSSocket,
  port: number,
  { method, target, authority, headers, body }: NonNullable<CaseRequest['http']>,
  id: string,
): Promise<ClientSaw> {
  return new Promise((resolve) => {
    const session = connectHttp2('http://127.0.0.1', { createConnection: () => socket });
    const closed = (): void => resolve({ port, status: 'closed', headers: {} });
    session.on('error', closed);
    session.on('close', closed);
    const fields: Record<string, string | string[]> = {
      ':method': method,
      ':path': target,
      ':scheme': 'http',
      ...(authority === undefined ? {} : { ':authority': authority }),
      'x-case': id,
    };
    for (const [name, value] of headers) {
      const known = fields[name];
      if (known === undefined) fields[name] = value;
      else fields[name] = [...(typeof known === 'string' ? [known] : known), value];
    }
    const stream = session.request(fields, { endStream: body === undefined });
    if (body !== undefined) stream.end(body);
    stream.on('error', closed);
    stream.on('response', (response) => {
      const got: Record<string, string> = {};
      for (const [name, value] of Object.entries(response)) got[name] = String(value);
      resolve({ port, status: got[':status'] ?? 'closed', headers: got });
    });
  });
}
