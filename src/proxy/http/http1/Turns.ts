import type { Http1Stream } from './Http1Stream.js';

/** A request of a connection, or something else that has to wait for those before it. */
export interface Turn {
  readonly start: () => void;
  /** Once it has started. */
  stream?: Http1Stream;
}

/** What a connection does, one after the other, however many requests have arrived. */
export class Turns {
  readonly #all: Turn[] = [];

  get idle(): boolean {
    return this.#all.length === 0;
  }

  get latest(): Turn | undefined {
    return this.#all.at(-1);
  }

  /** Starts it, now or when all before it are over. */
  add(turn: Turn): void {
    this.#all.push(turn);
    if (this.#all.length === 1) turn.start();
  }

  /** It is over, or will never be; the next one starts. */
  over(turn: Turn): void {
    const at = this.#all.indexOf(turn);
    if (at < 0) return;
    this.#all.splice(at, 1);
    if (at === 0) this.#all[0]?.start();
  }
}
