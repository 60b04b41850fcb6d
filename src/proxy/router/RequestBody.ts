import type { Header } from '../../envoy/model/HttpRequest.js';
import type { DownstreamStream } from '../http/DownstreamStream.js';
import type { UpstreamStream } from '../upstream/UpstreamStream.js';

/** Envoy's default buffer limit: a longer body is not sent twice. */
const MOST_KEPT = 1024 * 1024;
/** What waits for a connection before the client is held up. */
const MOST_WAITING = 64 * 1024;

/** A request's body on its way to the current try, kept for the next one while it may be needed. */
export class RequestBody {
  readonly #downstream: DownstreamStream;
  readonly #chunks: Buffer[] = [];
  #kept = 0;
  #keeps: boolean;
  #sent = 0;
  #complete: boolean;
  #trailers: readonly Header[] = [];
  #stream: UpstreamStream | undefined;
  #paused = false;

  /** @param keeps another try may need it */
  constructor(downstream: DownstreamStream, keeps: boolean) {
    this.#downstream = downstream;
    this.#keeps = keeps;
    this.#complete = downstream.endStream;
  }

  /** The client has sent all of it. */
  get complete(): boolean {
    return this.#complete;
  }

  /** It is still whole: another try can send it. */
  get repeatable(): boolean {
    return this.#keeps || this.#downstream.endStream;
  }

  /** All of it, where it was kept; undefined: it was too long. */
  get kept(): readonly Buffer[] | undefined {
    return this.#keeps || this.#downstream.endStream ? this.#chunks : undefined;
  }

  /** From now on it goes to this try, from the beginning. */
  sendTo(stream: UpstreamStream): void {
    this.#stream = stream;
    this.#sent = 0;
    this.#flush();
  }

  /** The current try has ended. */
  detach(): void {
    this.#stream = undefined;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#kept += chunk.length;
    if (this.#keeps && this.#kept > MOST_KEPT) this.#keeps = false;
    this.#flush();
  }

  finish(trailers: readonly Header[]): void {
    this.#complete = true;
    this.#trailers = trailers;
    this.#flush();
  }

  /** The current try can take more. */
  drained(): void {
    if (this.#paused) {
      this.#paused = false;
      this.#downstream.resume();
    }
    this.#flush();
  }

  #flush(): void {
    const stream = this.#stream;
    if (stream === undefined) {
      if (this.#kept > MOST_WAITING && !this.#complete) this.#hold();
      return;
    }
    let open = true;
    while (this.#sent < this.#chunks.length) {
      const chunk = this.#chunks[this.#sent];
      this.#sent += 1;
      if (chunk !== undefined) open = stream.write(chunk);
    }
    if (!this.#keeps) {
      this.#chunks.length = 0;
      this.#sent = 0;
      this.#kept = 0;
    }
    if (this.#complete) stream.end(this.#trailers);
    else if (!open) this.#hold();
    else if (this.#paused) this.drained();
  }

  #hold(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#downstream.pause();
  }
}
