import type { Connected, ConnectAttempt, Connect } from '../Connect.js';
import type { PoolLimits } from '../PoolLimits.js';
import type { UpstreamHandlers, UpstreamPool, UpstreamTicket } from '../UpstreamStream.js';
import type { Waiting } from '../Waiting.js';
import { WaitingLine } from '../WaitingLine.js';
import { Http1Connection, type Http1Owner } from './Http1Connection.js';

/** How long connections are kept, and for how many requests; 0 for ever. */
export interface Http1PoolOptions {
  readonly idleTimeoutMs: number;
  readonly maxRequestsPerConnection: number;
}

/**
 * Keep-alive connections to one host, the last used first (source/common/http/conn_pool_base.cc). A request that finds none waits for a
 * new one; when one cannot be made, all that wait fail.
 */
export class Http1Pool implements UpstreamPool, Http1Owner {
  readonly #connect: Connect;
  readonly #limits: PoolLimits;
  readonly #options: Http1PoolOptions;
  readonly #idle: Http1Connection[] = [];
  readonly #all = new Set<Http1Connection>();
  readonly #timers = new Map<Http1Connection, NodeJS.Timeout>();
  readonly #connecting = new Set<ConnectAttempt>();
  readonly #line: WaitingLine;
  #draining = false;

  constructor(connect: Connect, limits: PoolLimits, options: Http1PoolOptions) {
    this.#connect = connect;
    this.#limits = limits;
    this.#options = options;
    this.#line = new WaitingLine(limits);
  }

  request(handlers: UpstreamHandlers, method: string, upgrade: boolean): UpstreamTicket {
    const limits = this.#limits;
    const connection = this.#idle.pop();
    const waiting = this.#line.ticket(handlers, method, upgrade);
    if (connection !== undefined) {
      if (limits.maySend()) {
        this.#start(connection, waiting);
        return waiting;
      }
      this.#idle.push(connection);
      this.#overflow(handlers, 'overflow');
      return waiting;
    }
    if (!limits.mayWait()) {
      this.#overflow(handlers, 'pending_overflow');
      return waiting;
    }
    this.#line.add(waiting);
    if (this.#connecting.size < this.#line.length && limits.mayConnect(this.#all.size + this.#connecting.size === 0))
      this.#open();
    return waiting;
  }

  released(connection: Http1Connection): void {
    connection.busy = false;
    this.#limits.active(-1);
    const { maxRequestsPerConnection: most } = this.#options;
    if (this.#draining || (most > 0 && connection.requests >= most)) {
      connection.destroy();
      return;
    }
    this.#offer(connection);
  }

  closed(connection: Http1Connection): void {
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    if (connection.busy) this.#limits.active(-1);
    connection.busy = false;
    clearTimeout(this.#timers.get(connection));
    this.#timers.delete(connection);
    if (this.#all.delete(connection)) this.#limits.disconnected();
    if (this.#line.length > this.#connecting.size && this.#limits.mayConnect(true)) this.#open();
  }

  drain(): void {
    this.#draining = true;
    for (const connection of [...this.#idle]) connection.destroy();
  }

  destroy(): void {
    this.#draining = true;
    for (const attempt of this.#connecting) attempt.cancel();
    for (const connection of [...this.#all]) connection.destroy();
  }

  /** A free connection goes to the next that waits, or is kept. */
  #offer(connection: Http1Connection): void {
    const next = this.#line.next();
    if (next === undefined) {
      this.#idle.push(connection);
      this.#timers.get(connection)?.refresh();
      return;
    }
    if (this.#limits.maySend()) this.#start(connection, next);
    else {
      this.#idle.push(connection);
      this.#overflow(next.handlers, 'overflow');
    }
  }

  #start(connection: Http1Connection, waiting: Waiting): void {
    this.#limits.active(1);
    connection.busy = true;
    waiting.started = connection;
    connection.attach(waiting.handlers, waiting.method, waiting.upgrade);
  }

  #overflow(handlers: UpstreamHandlers, kind: 'overflow' | 'pending_overflow'): void {
    this.#limits.overflowed(kind);
    handlers.failed({ kind });
  }

  #open(): void {
    const began = performance.now();
    this.#limits.connecting();
    const attempt = this.#connect(
      (connected) => {
        this.#connecting.delete(attempt);
        this.#limits.connected(performance.now() - began);
        this.#adopt(connected);
      },
      (failure) => {
        this.#connecting.delete(attempt);
        this.#limits.connectFailed(failure);
        this.#line.failAll(failure);
      },
    );
    this.#connecting.add(attempt);
  }

  #adopt({ socket, info }: Connected): void {
    const connection = new Http1Connection(socket, info, this);
    this.#all.add(connection);
    const { idleTimeoutMs } = this.#options;
    if (idleTimeoutMs > 0) {
      const timer = setTimeout(() => {
        if (this.#idle.includes(connection)) connection.destroy();
      }, idleTimeoutMs);
      timer.unref();
      this.#timers.set(connection, timer);
    }
    this.#offer(connection);
  }
}
