import type { Socket } from 'node:net';

/** Closes a connection that has had no request for `idle_timeout`. */
export class ConnectionPatience {
  readonly #timer: NodeJS.Timeout | undefined;
  #active = 0;

  constructor(socket: Socket, idleTimeoutMs: number) {
    if (idleTimeoutMs <= 0) return;
    this.#timer = setTimeout(() => {
      if (this.#active === 0) socket.destroy();
    }, idleTimeoutMs);
    this.#timer.unref();
    socket.once('close', () => clearTimeout(this.#timer));
  }

  /** No request is under way. */
  get idle(): boolean {
    return this.#active === 0;
  }

  began(): void {
    this.#active += 1;
  }

  ended(): void {
    this.#active -= 1;
    if (this.#active === 0) this.#timer?.refresh();
  }
}
