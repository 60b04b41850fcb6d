import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An app that answers with what it got: `/…?status=N` with that status, `&delay=MS` later, `&close` by hanging up. */
export async function startEcho(): Promise<{
  readonly port: number;
  readonly server: Server;
  readonly seen: string[];
}> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { rawHeaders, method = '', url = '' } = request;
      const lines = rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${rawHeaders[i + 1] ?? ''}`] : []));
      const body = `${method} ${url}\n${lines.sort().join('\n')}\n${String(Buffer.concat(chunks).length)} bytes`;
      seen.push(body);
      const status = Number(/[?&]status=(\d+)/.exec(url)?.[1] ?? 200);
      const delay = Number(/[?&]delay=(\d+)/.exec(url)?.[1] ?? 0);
      if (/[?&]close/.test(url)) {
        request.socket.destroy();
        return;
      }
      setTimeout(() => {
        response.sendDate = true;
        response.writeHead(status, {
          'content-type': 'text/plain',
          'x-many': ['1', '2'],
          server: 'echo',
          ...location(url),
        });
        response.end(status === 204 || status === 304 ? undefined : body);
      }, delay);
    });
  });
  server.on('upgrade', (_request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhi ');
    socket.on('data', (chunk: Buffer) => socket.write(`echo:${chunk.toString()}`));
    socket.on('end', () => socket.end());
    socket.on('error', () => undefined);
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return { port: (server.address() as AddressInfo).port, server, seen };
}

function location(url: string): Readonly<Record<string, string>> {
  return /[?&]moved/.test(url) ? { location: '/elsewhere' } : {};
}
