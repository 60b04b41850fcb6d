import { createServer, type Socket } from 'node:net';
import type { ChildApp, ChildIdentity } from './ChildSpec.js';
import { EchoServer } from './echo/EchoServer.js';
import { listen } from './listen.js';

/** What apps of one process share. */
export interface AppContext {
  readonly pod: string;
  readonly identity: ChildIdentity | undefined;
  /** Writes one line to the log of requests. */
  readonly log: (line: string) => void;
}

/** Starts an echo app on each of its addresses. */
export async function serveApp(app: ChildApp, context: AppContext): Promise<void> {
  const echo = new EchoServer(app, context);
  const accept = (socket: Socket): void => echo.accept(socket);
  for (const host of app.addresses)
    await listen(createServer({ allowHalfOpen: true }, accept), { host, port: app.port });
}
