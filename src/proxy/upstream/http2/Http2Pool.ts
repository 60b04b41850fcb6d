import type { ConnectAttempt, Connect } from '../Connect.js';
import type { PoolLimits } from '../PoolLimits.js';
import type { UpstreamHandlers, UpstreamPool, UpstreamTicket } from '../UpstreamStream.js';
import type { Waiting } from '../Waiting.js';
import { WaitingLine } from '../WaitingLine.js';
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
  readonly #line: WaitingLine;
  #attempt: ConnectAttempt | undefined;

  constructor(connect: Connect, limits: PoolLimits, options: Http2PoolOptions) {
    this.#connect = connect;
    this.#limits = limits;
    this.#options = options;
    this.#line = new WaitingLine(limits);
  }

  get empty(): boolean {
    return this.#all.size === 0 && this.#attempt === undefined;
  }

  request(handlers: UpstreamHandlers, method: string, upgrade: boolean): UpstreamTicket {
    const waiting = this.#line.ticket(handlers, method, upgrade);
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
    this.#line.add(waiting);
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
    if (this.#line.length > 0 && this.#attempt === undefined) this.#open();
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
      while (connection.hasRoom) {
        const next = this.#line.next();
        if (next === undefined) return;
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
        this.#line.failAll(failure);
      },
    );
  }
}
