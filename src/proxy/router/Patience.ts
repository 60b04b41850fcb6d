/** The timers of one request; each may be unset. */
export class Patience {
  #global: NodeJS.Timeout | undefined;
  #perTry: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  #longest: NodeJS.Timeout | undefined;
  #request: NodeJS.Timeout | undefined;

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

  /** The stream may not live longer than `ms`. */
  startLongest(ms: number, expired: () => void): void {
    if (ms > 0) this.#longest = setTimeout(expired, ms);
  }

  /** The request has to arrive within `ms`. */
  startRequest(ms: number, expired: () => void): void {
    if (ms > 0) this.#request = setTimeout(expired, ms);
  }

  endRequest(): void {
    clearTimeout(this.#request);
  }

  stop(): void {
    clearTimeout(this.#longest);
    clearTimeout(this.#request);
    clearTimeout(this.#global);
    clearTimeout(this.#perTry);
    clearTimeout(this.#idle);
  }
}
