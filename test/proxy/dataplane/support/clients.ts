import { connect as connectHttp2 } from 'node:http2';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Identity } from '../../../../src/lab/ca/LabCa.js';

/** One request, and how it is made. */
export interface Client {
  readonly kind: 'h1' | 'h2';
  /** Over TLS, with this one's certificate, or with none. */
  readonly tls?: 'client' | 'rogue' | 'server' | 'none';
  readonly path: string;
  readonly host?: string;
  readonly body?: string;
  readonly alpn?: readonly string[];
  readonly sni?: string;
}

/** Makes the request; gives status and body, or how it ended without. */
export async function clientOver(
  port: number,
  client: Client,
  identities: ReadonlyMap<string, Identity & { readonly ca: string }>,
): Promise<string> {
  const own = client.tls === undefined ? undefined : identities.get(client.tls);
  const dial = (): Socket =>
    client.tls === undefined
      ? connectTcp(port, '127.0.0.1')
      : connectTls({
          port,
          host: '127.0.0.1',
          servername: client.sni ?? 'server.example',
          rejectUnauthorized: false,
          maxVersion: 'TLSv1.2',
          ALPNProtocols: [...(client.alpn ?? [client.kind === 'h2' ? 'h2' : 'http/1.1'])],
          ...(own === undefined ? {} : { cert: own.chain, key: own.key }),
        });
  const text = await (client.kind === 'h1' ? overHttp1(dial(), client) : overHttp2(dial, client));
  return text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, 'UUID');
}

async function overHttp1(socket: Socket, { path, host = 'app.example', body }: Client): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const finish = (): void => {
      socket.destroy();
      const [head = '', ...rest] = text.split('\r\n\r\n');
      resolve(text === '' ? 'closed' : `${head.split('\r\n')[0] ?? ''}\n${rest.join('\n')}`);
    };
    const length = body === undefined ? '' : `Content-Length: ${String(body.length)}\r\n`;
    const request = `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1\r\nHost: ${host}\r\n${length}Connection: close\r\n\r\n${body ?? ''}`;
    socket.write(request);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', finish);
    socket.on('close', finish);
    setTimeout(finish, 5000).unref();
  });
}

async function overHttp2(dial: () => Socket, { path, host = 'app.example', body }: Client): Promise<string> {
  return new Promise((resolve) => {
    const session = connectHttp2('http://proxy', { createConnection: dial });
    let [status, text] = ['none', ''];
    const finish = (): void => {
      session.destroy();
      resolve(`${status}\n${text}`);
    };
    session.on('error', finish);
    const stream = session.request({
      ':method': body === undefined ? 'GET' : 'POST',
      ':path': path,
      ':authority': host,
    });
    stream.on('response', (headers) => {
      status = String(headers[':status']);
    });
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    stream.on('error', finish);
    stream.on('close', finish);
    stream.end(body);
    setTimeout(finish, 5000).unref();
  });
}
