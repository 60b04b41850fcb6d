import { createServer as createHttp } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { describeCallerSaw } from '../../../src/lab/request/CallerSaw.js';
import type { Dial } from '../../../src/lab/request/Dial.js';
import { speak } from '../../../src/lab/request/speak/speak.js';
import { parseSocketAddress } from '../../../src/net/SocketAddress.js';
import { UserError } from '../../../src/text/UserError.js';

const servers: { close: () => unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function ask(server: Server, words: Partial<Dial> = {}): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return askPort((server.address() as AddressInfo).port, words);
}

async function askPort(port: number, words: Partial<Dial>): Promise<string> {
  const to = parseSocketAddress(`127.0.0.1:${port}`);
  if (to === undefined) throw new Error('no address');
  const ids = { sourcePort: 0, uid: 0, gid: 0, mark: 0 };
  const rest = { method: 'GET', path: '/a?b=1', authority: 'shop', headers: [['x-one', '1']], data: '' } as const;
  const dial: Dial = { to, ...ids, protocol: 'http/1.1', ...rest, timeoutMs: 400, ...words };
  const saw = await speak(connect(port, '127.0.0.1'), dial);
  const text = saw.kind === 'answer' ? saw.body : saw.kind === 'bytes' ? saw.text : '';
  return `${describeCallerSaw(saw)} ${text}`.trim();
}

describe('speak', () => {
  it('HTTP/1.1: Host, path and headers as they are, nothing added but connection: close', async () => {
    const echo = createHttp((request, response) => response.writeHead(418).end(request.rawHeaders.join(' ')));
    expect(await ask(echo)).toBe('418 host shop x-one 1 connection close');
  });

  it('CONNECT: the answer, whatever its status, and its body', async () => {
    const tunnel = createHttp();
    tunnel.on('connect', (request, socket) => socket.end(`HTTP/1.1 200 OK\r\nx-to: ${request.url ?? ''}\r\n\r\nbytes`));
    expect(await ask(tunnel, { method: 'CONNECT', path: 'shop:443' })).toBe('200');
    const refusing = createHttp();
    refusing.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno'));
    expect(await ask(refusing, { method: 'CONNECT', path: 'shop:443' })).toBe('403 no');
  });

  it('an upgrade that is accepted', async () => {
    const server = createHttp();
    server.on('upgrade', (_, socket) =>
      socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\nhi'),
    );
    const headers = [
      ['connection', 'upgrade'],
      ['upgrade', 'websocket'],
    ] as const;
    expect(await ask(server, { headers })).toBe('101');
  });

  it('HTTP/2 with prior knowledge: the same as pseudo-headers', async () => {
    const echo = createHttp2((request, response) => {
      response.writeHead(200).end(`${request.authority} ${request.url} ${String(request.headers['x-one'])}`);
    });
    expect(await ask(echo, { protocol: 'h2' })).toBe('200 shop /a?b=1 1');
  });

  it('a grpc-status in trailers is told', async () => {
    const server = createHttp2();
    server.on('stream', (stream) => {
      stream.respond({ ':status': 200 }, { waitForTrailers: true });
      stream.on('wantTrailers', () => {
        stream.sendTrailers({ 'grpc-status': '14' });
      });
      stream.end();
    });
    expect(await ask(server, { protocol: 'h2', method: 'POST' })).toBe('200, grpc-status 14');
  });

  it.each<readonly [what: string, words: Partial<Dial>, why: RegExp]>([
    ['a line break in a header', { headers: [['x-one', 'a\r\nb: c']] }, /Invalid character in header content/],
    ['a space in the name of a header', { headers: [['x one', '1']] }, /valid HTTP token/],
    ['a space in the path', { path: '/a b' }, /unescaped characters/],
    ['a space in the method', { method: 'GET IT' }, /valid HTTP token/],
    ['HTTP/2: a header of the connection', { protocol: 'h2', headers: [['connection', 'close']] }, /connection/],
  ])('%s: a UserError, nothing is sent', async (_, words, why) => {
    const error = await ask(createServer(), words).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(why);
  });

  it('TCP: what comes back', async () => {
    const echo = createServer((socket) => socket.pipe(socket));
    expect(await ask(echo, { protocol: 'tcp', data: 'ping' })).toBe('4 bytes ping');
  });

  it('a server that speaks first', async () => {
    expect(
      await ask(
        createServer((socket) => socket.end('220 hi')),
        { protocol: 'tcp' },
      ),
    ).toBe('6 bytes 220 hi');
  });

  it('nobody listens: refused', async () => {
    expect(await askPort(1, {})).toBe('refused (ECONNREFUSED)');
  });

  it('the server resets: reset', async () => {
    expect(await ask(createServer((socket) => socket.once('data', () => socket.resetAndDestroy())))).toBe(
      'reset (ECONNRESET)',
    );
  });

  it('the server ends the connection without a word: closed', async () => {
    expect(await ask(createServer((socket) => socket.once('data', () => socket.end())))).toBe('closed');
  });

  it('the server says nothing: timeout', async () => {
    expect(await ask(createServer((socket) => socket.on('data', () => undefined)))).toBe('timeout');
  });
});
