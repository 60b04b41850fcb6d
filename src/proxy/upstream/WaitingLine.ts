import type { PoolLimits } from './PoolLimits.js';
import type { UpstreamFailure, UpstreamHandlers } from './UpstreamStream.js';
import { Waiting } from './Waiting.js';

/** Requests that wait for a connection of a pool, in the order in which they came; each counts as pending. */
export class WaitingLine {
  readonly #limits: PoolLimits;
  #queue: Waiting[] = [];

  constructor(limits: PoolLimits) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#queue.length;
  }

  /** A request that is not in the line yet; cancelled, it leaves it. */
  ticket(handlers: UpstreamHandlers, method: string, upgrade: boolean): Waiting {
    return new Waiting(handlers, method, upgrade, (gone) => this.#leave(gone));
  }

  add(waiting: Waiting): void {
    this.#queue.push(waiting);
    this.#limits.waiting(1);
  }

  next(): Waiting | undefined {
    const next = this.#queue.shift();
    if (next !== undefined) this.#limits.waiting(-1);
    return next;
  }

  /** No connection can be made: nobody waits any longer. */
  failAll(failure: UpstreamFailure): void {
    const failed = this.#queue;
    this.#queue = [];
    for (const { handlers } of failed) {
      this.#limits.waiting(-1);
      handlers.failed(failure);
    }
  }

  #leave(waiting: Waiting): void {
    const at = this.#queue.indexOf(waiting);
    if (at < 0) return;
    this.#queue.splice(at, 1);
    this.#limits.waiting(-1);
  }
}
