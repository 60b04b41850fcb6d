import type { ConnectAttempt, Connect } from '../Connect.js';
import { Waiting } from '../http1/Waiting.js';
import type { PoolLimits } from '../PoolLimits.js';
import type { UpstreamFailure, UpstreamHandlers, UpstreamPool, UpstreamTicket } from '../UpstreamStream.js';
import { Http2Connection, type Http2Owner } from './Http2Connection.js';

/** How connections are used. */
export interface Http2PoolOptions {
  readonly idleTimeoutMs: number;
  readonly maxRequestsPerConnection: number;
  readonly maxConcurrentStreams: number;
}

/** HTTP/2 connections to one host: a new one only when no other has room. */
export class Http2Pool implements UpstreamPool, Http2Owner {
  readonly #connect: Connect;
  readonly #limits: PoolLimits;
  readonly #options: Http2PoolOptions;
  readonly #all = new Set<Http2Connection>();
  #attempt: ConnectAttempt | undefined;
  #queue: Waiting[] = [];

  constructor(connect: Connect, limits: PoolLimits, options: Http2PoolOptions) {
    this.#connect = connect;
    this.#limits = limits;
    this.#options = options;
  }

  get empty(): boolean {
    return this.#all.size === 0 && this.#attempt === undefined;
  }

  request(handlers: UpstreamHandlers, method: string, upgrade: boolean): UpstreamTicket {
    const waiting = new Waiting(handlers, method, upgrade, (gone) => this.#leave(gone));
    const connection = [...this.#all].find(({ hasRoom }) => hasRoom);
    const limits = this.#limits;
    if (connection === undefined ? !limits.mayWait() : !limits.maySend()) {
      const kind = connection === undefined ? 'pending_overflow' : 'overflow';
      limits.overflowed(kind);
      handlers.failed({ kind });
      return waiting;
    }
    if (connection !== undefined) {
      this.#start(connection, waiting);
      return waiting;
    }
    this.#queue.push(waiting);
    limits.waiting(1);
    if (this.#attempt === undefined && limits.mayConnect(this.#all.size === 0)) this.#open();
    return waiting;
  }

  streamEnded(connection: Http2Connection): void {
    this.#limits.active(-1);
    const { maxRequestsPerConnection: most } = this.#options;
    if (most > 0 && connection.requests >= most) connection.retire();
    this.#serve();
  }

  closed(connection: Http2Connection): void {
    if (!this.#all.delete(connection)) return;
    this.#limits.disconnected();
    if (this.#queue.length > 0 && this.#attempt === undefined) this.#open();
  }

  drain(): void {
    for (const connection of this.#all) connection.retire();
  }

  destroy(): void {
    this.#attempt?.cancel();
    for (const connection of [...this.#all]) connection.destroy();
  }

  #serve(): void {
    for (const connection of this.#all) {
      while (connection.hasRoom && this.#queue.length > 0) {
        const next = this.#queue.shift();
        if (next === undefined) return;
        this.#limits.waiting(-1);
        if (this.#limits.maySend()) this.#start(connection, next);
        else {
          this.#limits.overflowed('overflow');
          next.handlers.failed({ kind: 'overflow' });
        }
      }
    }
  }

  #start(connection: Http2Connection, waiting: Waiting): void {
    this.#limits.active(1);
    waiting.started = connection.attach(waiting.handlers, waiting.method, waiting.upgrade);
  }

  #leave(waiting: Waiting): void {
    const at = this.#queue.indexOf(waiting);
    if (at < 0) return;
    this.#queue.splice(at, 1);
    this.#limits.waiting(-1);
  }

  #open(): void {
    const began = performance.now();
    this.#limits.connecting();
    this.#attempt = this.#connect(
      (connected) => {
        this.#attempt = undefined;
        this.#limits.connected(performance.now() - began);
        const { maxConcurrentStreams, idleTimeoutMs } = this.#options;
        this.#all.add(new Http2Connection(connected, this, maxConcurrentStreams, idleTimeoutMs));
        this.#serve();
      },
      (failure) => {
        this.#attempt = undefined;
        this.#limits.connectFailed(failure);
        this.#failAll(failure);
      },
    );
  }

  #failAll(failure: UpstreamFailure): void {
    const failed = this.#queue;
    this.#queue = [];
    for (const { handlers } of failed) {
      this.#limits.waiting(-1);
      handlers.failed(failure);
    }
  }
}
