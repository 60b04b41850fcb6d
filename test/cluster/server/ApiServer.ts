import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { upgrade } from '../streams/upgrade.js';
import { stored } from '../verbs/read.js';
import { parseRequest, type ApiRequest } from './ApiRequest.js';
import type { JsonAnswer, ServerContext } from './Call.js';
import { applyFault, applyUpgradeFault } from './applyFault.js';
import type { Faults } from './Faults.js';
import { letIn } from './letIn.js';
import { readBody } from './readBody.js';
import { route } from './route.js';
import type { SeenRequest } from './SeenRequest.js';
import { methodNotAllowed, internalError, noSuchPath, StatusError } from './Status.js';

/** What the server is secured with. */
export interface ServerSecrets {
  readonly certificate: string;
  readonly key: string;
  /** Of client certificates. */
  readonly ca: string;
}

/** The HTTPS server. */
export class ApiServer {
  /** What it saw, the oldest first. */
  readonly requests: SeenRequest[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Duplex>();

  constructor(
    private readonly context: ServerContext,
    private readonly faults: Faults,
    { certificate, key, ca }: ServerSecrets,
  ) {
    this.server = createServer({ cert: certificate, key, ca, requestCert: true, rejectUnauthorized: false });
    this.server.on('request', (message, response) => void this.answer(message, response));
    this.server.on(
      'upgrade',
      (message: IncomingMessage, socket: Duplex, head: Buffer) => void this.stream(message, socket, head),
    );
    this.server.on('connection', (socket) => this.hold(socket));
    this.server.on('secureConnection', (socket) => this.hold(socket));
    // A client that drops a connection is no error of ours.
    this.server.on('tlsClientError', () => undefined);
  }

  /** Listens on the loopback; gives the port. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, '127.0.0.1', () => resolve((this.server.address() as AddressInfo).port));
    });
  }

  /** How many connections are open. */
  get connections(): number {
    return this.sockets.size;
  }

  /** Closes every connection that is open, as when a load balancer restarts. */
  dropConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Closes all. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.dropConnections();
    });
  }

  private hold(socket: Duplex): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }

  private async answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = parseRequest(message.method ?? '', message.url ?? '/');
    const record = this.note(request, message);
    response.on('close', () => record({ code: response.headersSent ? response.statusCode : 0 }));
    try {
      const body = await readBody(message);
      if (await applyFault(this.faults, request, message, response)) return;
      const user = letIn(this.context, request, message);
      record({ user: user.name });
      const answer = await route({ context: this.context, request, user, message, response, body });
      if (answer !== undefined) write(response, answer);
    } catch (error) {
      fail(response, error);
    }
  }

  private async stream(message: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const request = parseRequest(message.method ?? '', message.url ?? '/');
    const record = this.note(request, message);
    try {
      if (await applyUpgradeFault(this.faults, request, socket)) return;
      const user = letIn(this.context, request, message);
      record({ user: user.name });
      this.upgrade(request, message, socket, head);
      record({ code: 101 });
    } catch (error) {
      const { code, status, headers } = statusOf(error);
      record({ code });
      refuse(socket, code, JSON.stringify(status), headers);
    }
  }

  private upgrade(request: ApiRequest, message: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { target, query } = request;
    const { context } = this;
    if (target === undefined) throw noSuchPath();
    if (target.type.plural !== 'pods' || !['attach', 'exec', 'portforward'].includes(target.subresource))
      throw methodNotAllowed();
    const pod = stored(context.state, target);
    upgrade({ context, target, query, pod, message, socket, head });
  }

  private note(request: ApiRequest, message: IncomingMessage): (change: Partial<SeenRequest>) => void {
    const { target } = request;
    const at = this.requests.length;
    const name =
      target === undefined ? '' : `${target.type.plural}${target.type.group === '' ? '' : `.${target.type.group}`}`;
    const first: SeenRequest = {
      method: request.method,
      url: message.url ?? '',
      verb: request.verb,
      resource: target === undefined || target.subresource === '' ? name : `${name}/${target.subresource}`,
      namespace: target?.namespace ?? '',
      name: target?.name ?? '',
      user: '',
      userAgent: message.headers['user-agent'] ?? '',
      upgrade: message.headers['sec-websocket-protocol'] ?? message.headers.upgrade ?? '',
      code: 0,
      headers: message.headers,
    };
    this.requests.push(first);
    return (change) => {
      const now = this.requests[at];
      if (now !== undefined) this.requests[at] = { ...now, ...change };
    };
  }
}

function write(
  response: ServerResponse,
  { code, body }: JsonAnswer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(code, { 'Content-Type': 'application/json', ...headers });
  response.end(`${JSON.stringify(body)}\n`);
}

function fail(response: ServerResponse, error: unknown): void {
  const { code, status, headers } = statusOf(error);
  if (response.headersSent) response.destroy();
  else write(response, { code, body: status }, headers);
}

function statusOf(error: unknown): StatusError {
  if (error instanceof StatusError) return error;
  return internalError(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function refuse(socket: Duplex, code: number, body: string, headers: Readonly<Record<string, string>>): void {
  const lines = [
    `HTTP/1.1 ${code} Refused`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
