import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ClientConnection } from '../../connection/ClientConnection.js';
import type { HcmPlan } from '../HcmPlan.js';
import { startRequest } from '../startRequest.js';
import { Http1UpgradeStream } from './Http1UpgradeStream.js';
import { Http1Stream } from './Http1Stream.js';
import { answerClientError } from './answerClientError.js';
import { ConnectionPatience } from './ConnectionPatience.js';

/** Node's own limits are off: Envoy's count, and are kept elsewhere. */
const NO_LIMITS = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 } as const;

/** A connection with how long it may be idle. */
interface Known {
  readonly client: ClientConnection;
  readonly patience: ConnectionPatience;
  /** The request that is under way, and those that wait for its end. */
  readonly turns: (() => void)[];
}

/** The HTTP/1 connections of one connection manager. */
export class Http1Server {
  readonly #plan: HcmPlan;
  readonly #server: Server;
  readonly #clients = new WeakMap<Duplex, Known>();
  readonly #open = new Set<Known>();

  constructor(plan: HcmPlan) {
    this.#plan = plan;
    this.#server = createServer({
      ...NO_LIMITS,
      maxHeaderSize: plan.settings.maxRequestHeadersBytes + 16 * 1024,
      requireHostHeader: false,
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() !== 'h2c',
      noDelay: true,
      keepAlive: false,
    });
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
      else answerClientError(plan, known.client, error, socket);
    });
  }

  /** Reads requests from a connection until it ends. */
  serve(client: ClientConnection): void {
    const { idleTimeoutMs, maxConnectionDurationMs, maxRequestsPerConnection } = this.#plan.settings;
    const patience = new ConnectionPatience(client.socket, idleTimeoutMs);
    patience.limit(client.socket, maxConnectionDurationMs, maxRequestsPerConnection);
    const known: Known = { client, patience, turns: [] };
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
    patience.began();
    const start = (): void => {
      startRequest(
        this.#plan,
        client,
        new Http1Stream(incoming, response, client.tls, this.#plan.settings.trailers),
        patience.spent,
      );
    };
    // One request after the other, however many have arrived.
    if (turns.length === 0) start();
    turns.push(start);
    response.on('close', () => {
      patience.ended();
      turns.shift();
      if (!client.socket.destroyed) turns[0]?.();
    });
  }
}
