/** Counts what is done of many things, and guesses from that how long the rest takes. */
export class Progress {
  readonly #start: number;
  #done = 0;

  constructor(
    private readonly total: number,
    /** Milliseconds. */
    private readonly now: () => number,
  ) {
    this.#start = now();
  }

  done(): void {
    this.#done += 1;
  }

  /** `3 of 40, about 20 s left: web/cart-1`. */
  line(what: string): string {
    const each = (this.now() - this.#start) / Math.max(this.#done, 1);
    const seconds = Math.ceil((each * (this.total - this.#done)) / 1000);
    const left = this.#done === 0 ? '' : `, about ${seconds} s left`;
    return `${this.#done} of ${this.total}${left}: ${what}`;
  }
}
