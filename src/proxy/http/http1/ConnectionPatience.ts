import type { Socket } from 'node:net';

/** Closes a connection that has had no request for `idle_timeout`. */
export class ConnectionPatience {
  readonly #timer: NodeJS.Timeout | undefined;
  #active = 0;
  #requests = 0;
  #mostRequests = 0;
  #old = false;

  constructor(socket: Socket, idleTimeoutMs: number) {
    if (idleTimeoutMs <= 0) return;
    this.#timer = setTimeout(() => {
      if (this.#active === 0) socket.destroy();
    }, idleTimeoutMs);
    this.#timer.unref();
    socket.once('close', () => clearTimeout(this.#timer));
  }

  /** Ends the connection after so long, or so many requests (0 for no end): with the request that is under way then. */
  limit(socket: Socket, longestMs: number, mostRequests: number): void {
    this.#mostRequests = mostRequests;
    if (longestMs <= 0) return;
    const timer = setTimeout(() => {
      this.#old = true;
      if (this.#active === 0) socket.destroy();
    }, longestMs);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
  }

  /** The request that has just begun is the last. */
  get spent(): boolean {
    return this.#old || (this.#mostRequests > 0 && this.#requests >= this.#mostRequests);
  }

  /** No request is under way. */
  get idle(): boolean {
    return this.#active === 0;
  }

  began(): void {
    this.#active += 1;
    this.#requests += 1;
  }

  ended(): void {
    this.#active -= 1;
    if (this.#active === 0) this.#timer?.refresh();
  }
}
