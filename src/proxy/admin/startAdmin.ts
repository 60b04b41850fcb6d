import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { AdminContext } from './AdminContext.js';
import { textAnswer, type AdminAnswer } from './AdminAnswer.js';
import { countAdmin } from './countAdmin.js';
import { helpText } from './Handler.js';
import { HANDLERS } from './handlers.js';

/** The admin API as it runs. */
export interface AdminServer {
  /** `127.0.0.1:15000`. */
  readonly address: string;
  close(): Promise<void>;
}

/** Serves the admin API at `host` and `port`, 0 for a free one. Rejects with a `UserError` (exit 5) where the port is taken. */
export async function startAdmin(host: string, port: number, context: AdminContext): Promise<AdminServer> {
  const counts = countAdmin(context.stats);
  const server = createServer((request, response) => {
    const end = counts.begin();
    const answer = answerTo(request, context);
    response.on('close', () => end(answer.status));
    send(answer, request, response);
  });
  server.on('connection', (socket) => socket.on('close', counts.connect()));
  server.keepAliveTimeout = 0;
  await listen(server, host, port);
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    address: `${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerTo(request: IncomingMessage, context: AdminContext): AdminAnswer {
  const { method = 'GET', url = '/' } = request;
  const [path = '/', ...query] = url.split('?');
  const handler = HANDLERS.find((candidate) => candidate.path === path);
  if (handler === undefined) return textAnswer(`invalid path. ${helpText(HANDLERS)}`, 404);
  if (handler.mutates === true && method !== 'POST')
    return textAnswer(`Method ${method} not allowed, POST required.`, 405);
  return handler.answer({ method, path, query: readQuery(query.join('?')) }, context);
}

/** A plus sign stands for itself: regular expressions have them. */
function readQuery(text: string): URLSearchParams {
  return new URLSearchParams(text.replaceAll('+', '%2B'));
}

function send(
  { status, contentType, body, saysNosniffTwice }: AdminAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  // The request's body is of no use, but has to be read for the connection to be used again.
  request.resume();
  // Neither `connection` nor `keep-alive` is sent, and the connection is kept.
  response.removeHeader('connection');
  const headers: OutgoingHttpHeaders = {
    'content-type': contentType,
    'cache-control': 'no-cache, max-age=0',
    date: new Date().toUTCString(),
    server: 'envoy',
    'transfer-encoding': 'chunked',
  };
  response.setHeader('x-content-type-options', saysNosniffTwice === true ? ['nosniff', 'nosniff'] : 'nosniff');
  response.writeHead(status, headers);
  response.end(body);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const where = `${host}:${port}`;
      reject(
        new UserError(`the admin API cannot listen: ${cause.message}`, {
          where,
          hint: 'Give another port: --admin-port N, 0 for a free one.',
          exitCode: ExitCode.unreadable,
          cause,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
}
