import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ClientConnection } from '../../connection/ClientConnection.js';
import type { HcmPlan } from '../HcmPlan.js';
import { startRequest } from '../startRequest.js';
import { Http1UpgradeStream } from './Http1UpgradeStream.js';
import { Http1Stream } from './Http1Stream.js';
import { answerClientError, logHalfHead } from './answerClientError.js';
import { ConnectionPatience } from './ConnectionPatience.js';
import { LOW_VERSION, refusalOf } from './refusalOf.js';
import { Turns, type Turn } from './Turns.js';

/** Node's own limits are off, but for `request_headers_timeout`: Envoy's count, and are kept elsewhere. */
const NO_LIMITS = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 } as const;

/** A connection with how long it may be idle. */
interface Known {
  readonly client: ClientConnection;
  readonly patience: ConnectionPatience;
  readonly turns: Turns;
  /** Bytes that had been read when the last whole request was there. */
  read: number;
  /** Nothing more is read of it. */
  broken: boolean;
}

/** The HTTP/1 connections of one connection manager. */
export class Http1Server {
  readonly #plan: HcmPlan;
  readonly #server: Server;
  readonly #clients = new WeakMap<Duplex, Known>();
  readonly #open = new Set<Known>();

  constructor(plan: HcmPlan) {
    this.#plan = plan;
    const { requestHeadersTimeoutMs } = plan.settings;
    this.#server = createServer({
      ...NO_LIMITS,
      headersTimeout: requestHeadersTimeoutMs,
      connectionsCheckingInterval: Math.max(10, Math.min(30_000, requestHeadersTimeoutMs / 4)),
      maxHeaderSize: plan.settings.maxRequestHeadersBytes + 16 * 1024,
      requireHostHeader: false,
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() !== 'h2c',
      noDelay: true,
      keepAlive: false,
    });
    // Node.js looks after the times of heads from then on; it never listens itself.
    if (requestHeadersTimeoutMs > 0) this.#server.emit('listening');
    this.#server.timeout = 0;
    this.#server.maxHeadersCount = 0;
    this.#server.on('request', (incoming, response) => this.#request(incoming, response));
    this.#server.on('checkContinue', (incoming, response) => {
      if (!plan.settings.proxies100Continue) response.writeContinue();
      this.#request(incoming, response);
    });
    this.#server.on('checkExpectation', (incoming, response) => this.#request(incoming, response));
    const upgrade = (incoming: IncomingMessage, socket: Duplex, first: Buffer): void =>
      this.#upgrade(incoming, socket, first);
    this.#server.on('upgrade', upgrade);
    this.#server.on('connect', upgrade);
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      const known = this.#clients.get(socket);
      if (known === undefined) socket.destroy();
      else this.#refuse(known, error);
    });
  }

  /** Reads requests from a connection until it ends. */
  serve(client: ClientConnection): void {
    const { idleTimeoutMs, maxConnectionDurationMs, maxRequestsPerConnection } = this.#plan.settings;
    const patience = new ConnectionPatience(client.socket, idleTimeoutMs);
    patience.limit(client.socket, maxConnectionDurationMs, maxRequestsPerConnection);
    const known: Known = { client, patience, turns: new Turns(), read: 0, broken: false };
    this.#clients.set(client.socket, known);
    this.#open.add(known);
    client.socket.once('close', () => this.#open.delete(known));
    this.#server.emit('connection', client.socket);
  }

  /** Closes what is idle; the rest ends with its request. */
  drain(): void {
    for (const { client, patience } of this.#open) if (patience.idle) client.socket.destroy();
  }

  #upgrade(incoming: IncomingMessage, socket: Duplex, first: Buffer): void {
    const known = this.#clients.get(socket);
    if (known === undefined) {
      socket.destroy();
      return;
    }
    known.patience.began();
    startRequest(this.#plan, known.client, new Http1UpgradeStream(incoming, socket, first, known.client.tls));
  }

  #request(incoming: IncomingMessage, response: ServerResponse): void {
    const known = this.#clients.get(incoming.socket);
    if (known === undefined) {
      incoming.socket.destroy();
      return;
    }
    const { client, patience, turns } = known;
    known.read = client.socket.bytesRead;
    patience.began();
    const turn: Turn = {
      start: () => {
        if (client.socket.destroyed) return;
        if (incoming.httpVersionMajor === 1) {
          const stream = new Http1Stream(incoming, response, client.tls, this.#plan.settings.trailers);
          turn.stream = stream;
          startRequest(this.#plan, client, stream, patience.spent);
        } else {
          known.broken = true;
          answerClientError(this.#plan, client, LOW_VERSION, client.socket);
        }
      },
    };
    turns.add(turn);
    response.on('close', () => {
      patience.ended();
      turns.over(turn);
    });
  }

  /** What the parser refused: the answer waits for those to earlier requests; in the middle of a request it is that request's. */
  #refuse(known: Known, error: NodeJS.ErrnoException): void {
    const { client, turns } = known;
    const { socket } = client;
    const { latest } = turns;
    const refusal = refusalOf(error);
    if (error.code === 'HPE_CLOSED_CONNECTION' || known.broken) return;
    known.broken = true;
    if (refusal === undefined) {
      if (latest === undefined && socket.bytesRead > known.read) logHalfHead(this.#plan, client);
      socket.destroy();
    } else if (latest?.stream?.received === false) {
      latest.stream.refuse(refusal);
    } else {
      turns.add({
        start: () => {
          if (socket.writable) answerClientError(this.#plan, client, refusal, socket);
        },
      });
    }
  }
}
