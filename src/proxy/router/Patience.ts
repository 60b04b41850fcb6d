/** The timers of one request; each may be unset. */
export class Patience {
  #global: NodeJS.Timeout | undefined;
  #perTry: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** The whole answer has to come within `ms`. */
  startGlobal(ms: number, expired: () => void): void {
    if (ms > 0 && this.#global === undefined) this.#global = setTimeout(expired, ms);
  }

  /** This try has to answer within `ms`. */
  startTry(ms: number, expired: () => void): void {
    clearTimeout(this.#perTry);
    this.#perTry = ms > 0 ? setTimeout(expired, ms) : undefined;
  }

  endTry(): void {
    clearTimeout(this.#perTry);
    this.#perTry = undefined;
  }

  /** Something has to happen within `ms`, again and again. */
  startIdle(ms: number, expired: () => void): void {
    if (ms > 0) this.#idle = setTimeout(expired, ms);
  }

  /** Something has happened. */
  touch(): void {
    this.#idle?.refresh();
  }

  stop(): void {
    clearTimeout(this.#global);
    clearTimeout(this.#perTry);
    clearTimeout(this.#idle);
  }
}
