import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { RequestReader, type SeenRequest } from './RequestReader.js';

const EARLY = 'HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\n\r\nno';
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

/** What the server does when asked for the first part of a path; everything else gets 200. */
export const BEHAVIOUR: Readonly<Record<string, string | ((socket: Socket) => void)>> = {
  never: () => undefined,
  reset: (socket) => socket.resetAndDestroy(),
  close: (socket) => socket.end(),
  'half-head': (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le'),
  'half-body': (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'),
  'half-chunk': (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nha'),
  'reset-body': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf', () =>
      setTimeout(() => socket.resetAndDestroy(), 50),
    );
  },
  garbage: '\0\x01\x02 this is no HTTP\r\n\r\n',
  'no-status': 'HTTP/1.1 OK\r\n\r\n',
  'long-status': 'HTTP/1.1 2000 OK\r\ncontent-length: 0\r\n\r\n',
  'status-99': 'HTTP/1.1 099 low\r\ncontent-length: 0\r\n\r\n',
  'http-1.0': (socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nuntil close'),
  'http-0.9': (socket) => socket.end('only a body'),
  'http-2.0': 'HTTP/2.0 200 OK\r\ncontent-length: 2\r\n\r\nok',
  'cl-and-te': 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
  'two-lengths': 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok!',
  'same-lengths': 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 2\r\n\r\nok',
  'list-length': 'HTTP/1.1 200 OK\r\ncontent-length: 2, 2\r\n\r\nok',
  'negative-length': 'HTTP/1.1 200 OK\r\ncontent-length: -2\r\n\r\nok',
  'plus-length': 'HTTP/1.1 200 OK\r\ncontent-length: +2\r\n\r\nok',
  'te-identity': (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: identity\r\n\r\nok'),
  'te-gzip-chunked': 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
  'te-twice': 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
  'bad-chunk': 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n',
  'chunk-extension': 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;a=b\r\nok\r\n0\r\n\r\n',
  trailers: 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nx-t: 1\r\n\r\n',
  folded: 'HTTP/1.1 200 OK\r\nx-a: b\r\n c\r\ncontent-length: 2\r\n\r\nok',
  'nul-value': 'HTTP/1.1 200 OK\r\nx-a: b\0c\r\ncontent-length: 2\r\n\r\nok',
  'control-value': 'HTTP/1.1 200 OK\r\nx-a: b\x01c\r\ncontent-length: 2\r\n\r\nok',
  'latin1-value': 'HTTP/1.1 200 OK\r\nx-a: caf\xe9\r\ncontent-length: 2\r\n\r\nok',
  'cr-value': 'HTTP/1.1 200 OK\r\nx-a: b\rc\r\ncontent-length: 2\r\n\r\nok',
  'space-name': 'HTTP/1.1 200 OK\r\nx a: b\r\ncontent-length: 2\r\n\r\nok',
  'no-name': 'HTTP/1.1 200 OK\r\n: b\r\ncontent-length: 2\r\n\r\nok',
  'bare-lf': 'HTTP/1.1 200 OK\ncontent-length: 2\n\nok',
  'long-head': `HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(70_000)}\r\ncontent-length: 2\r\n\r\nok`,
  'many-headers': `HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(101)}content-length: 2\r\n\r\nok`,
  'second-answer': `${OK}HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nother`,
  'endless-100': 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(50) + OK,
  'hints-103': `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${OK}`,
  'unasked-101': 'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  'body-204': 'HTTP/1.1 204 No Content\r\ncontent-length: 2\r\n\r\nok',
  'chunked-204': 'HTTP/1.1 204 No Content\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
  'body-304': 'HTTP/1.1 304 Not Modified\r\ncontent-length: 2\r\n\r\nok',
  'early-answer': EARLY,
  'mixed-newlines': 'HTTP/1.1 200 OK\r\nx-a: b\ncontent-length: 2\r\n\r\nok',
  'empty-name-line': 'HTTP/1.1 200 OK\r\nnothing\r\ncontent-length: 2\r\n\r\nok',
};

/** A server that keeps what it is asked, word by word. */
export interface Upstream {
  readonly port: number;
  readonly seen: readonly SeenRequest[];
  /** Connections that are open. */
  readonly open: ReadonlySet<Socket>;
  close(): void;
}

export async function startUpstream(): Promise<Upstream> {
  const open = new Set<Socket>();
  const seen: SeenRequest[] = [];
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end());
    const reader = new RequestReader((request) => {
      seen.push(request);
      const behaviour = BEHAVIOUR[behaviourOf(request.line)] ?? OK;
      if (typeof behaviour === 'string') socket.write(behaviour, 'latin1');
      else behaviour(socket);
    });
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      // Answered before its body is there.
      if (text.startsWith('POST /early-answer/')) socket.write(EARLY);
      else reader.read(text);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    open,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/** `/never/7`, `/hurry/never/7` and so on. */
function behaviourOf(line: string): string {
  return /^\S+ (?:\/hurry|\/h2)?\/([^/ ?]*)/.exec(line)?.[1] ?? '';
}
