import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An app that answers with its name: `?fail=a,b` with 503 where it is named, `?status=N` with that, `&delay=MS` later. */
export interface NamedApp {
  readonly port: number;
  readonly server: Server;
  /** Authority and path of what it got. */
  readonly seen: string[];
}

/** Starts the app on a port of loopback. */
export async function startNamed(name: string): Promise<NamedApp> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://app').searchParams;
    seen.push(`${request.headers.host ?? ''}${request.url ?? ''}`);
    const failing = query.get('fail')?.split(',').includes(name) === true;
    request.resume();
    setTimeout(
      () => {
        response.writeHead(failing ? 503 : Number(query.get('status') ?? 200));
        response.end(name);
      },
      Number(query.get('delay') ?? 0),
    );
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return { port: (server.address() as AddressInfo).port, server, seen };
}
