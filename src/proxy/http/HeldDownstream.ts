import type { Header } from '../../envoy/model/HttpRequest.js';
import type { DownstreamHandlers, DownstreamStream } from './DownstreamStream.js';

/** What whoever holds a body wants to know. */
export interface HoldHandlers {
  /** The request is whole. */
  complete?(): void;
  /** More bytes than `most`; false: no more are taken for now. */
  tooMuch(): void;
  gone: DownstreamHandlers['gone'];
}

/** A request whose body is held until somebody listens, who then gets it from the beginning. */
export class HeldDownstream implements DownstreamStream {
  readonly #inner: DownstreamStream;
  readonly #holder: HoldHandlers;
  readonly #most: number;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #trailers: readonly Header[] | undefined;
  #handlers: DownstreamHandlers | undefined;

  /** @param most how many bytes are held before the holder is told that it is too much, and the client is held up */
  constructor(inner: DownstreamStream, most: number, holder: HoldHandlers) {
    this.#inner = inner;
    this.#most = most;
    this.#holder = holder;
    inner.listen({
      data: (chunk) => this.#data(chunk),
      end: (trailers) => this.#end(trailers),
      gone: (why, reply) => (this.#handlers ?? this.#holder).gone(why, reply),
      drained: () => this.#handlers?.drained(),
    });
  }

  get request(): DownstreamStream['request'] {
    return this.#inner.request;
  }

  get endStream(): boolean {
    return this.#inner.endStream;
  }

  get headerBytes(): number {
    return this.#inner.headerBytes;
  }

  /** Bytes that have come so far. */
  get bytes(): number {
    return this.#bytes;
  }

  listen(handlers: DownstreamHandlers): void {
    this.#handlers = handlers;
    const chunks = this.#chunks;
    this.#chunks = [];
    for (const chunk of chunks) handlers.data(chunk);
    if (this.#trailers !== undefined) handlers.end(this.#trailers);
    else this.#inner.resume();
  }

  informational(status: number, headers: readonly Header[]): void {
    this.#inner.informational(status, headers);
  }

  head(status: number, headers: readonly Header[], endStream: boolean): void {
    this.#inner.head(status, headers, endStream);
  }

  write(chunk: Buffer): boolean {
    return this.#inner.write(chunk);
  }

  end(trailers: readonly Header[]): void {
    this.#inner.end(trailers);
  }

  pause(): void {
    this.#inner.pause();
  }

  resume(): void {
    this.#inner.resume();
  }

  reset(): void {
    this.#inner.reset();
  }

  #data(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#handlers !== undefined) {
      this.#handlers.data(chunk);
      return;
    }
    this.#chunks.push(chunk);
    if (this.#bytes <= this.#most) return;
    this.#inner.pause();
    this.#holder.tooMuch();
  }

  #end(trailers: readonly Header[]): void {
    this.#trailers = trailers;
    if (this.#handlers === undefined) this.#holder.complete?.();
    else this.#handlers.end(trailers);
  }
}
