import type { UpstreamHandlers, UpstreamStream, UpstreamTicket } from './UpstreamStream.js';

/** A request that waits for a connection, or has one. */
export class Waiting implements UpstreamTicket {
  readonly handlers: UpstreamHandlers;
  readonly method: string;
  readonly upgrade: boolean;
  /** The stream, once there is one. */
  started: UpstreamStream | undefined;
  readonly #leave: (waiting: Waiting) => void;

  constructor(handlers: UpstreamHandlers, method: string, upgrade: boolean, leave: (waiting: Waiting) => void) {
    this.handlers = handlers;
    this.method = method;
    this.upgrade = upgrade;
    this.#leave = leave;
  }

  cancel(): void {
    if (this.started === undefined) this.#leave(this);
    else this.started.cancel();
  }
}
