import { constants, type ServerHttp2Stream } from 'node:http2';
import type { Header, HttpRequest } from '../../../envoy/model/HttpRequest.js';
import { toNodeHeaders, readRawHeaders } from '../../upstream/http2/rawHeaders.js';
import type { DownstreamHandlers, DownstreamStream } from '../DownstreamStream.js';

/** A request of an HTTP/2 client. */
export class Http2DownstreamStream implements DownstreamStream {
  readonly request: HttpRequest;
  readonly endStream: boolean;
  readonly headerBytes: number;
  readonly #stream: ServerHttp2Stream;
  #handlers: DownstreamHandlers | undefined;
  #requestTrailers: readonly Header[] = [];
  #trailers: readonly Header[] = [];
  #done = false;

  constructor(stream: ServerHttp2Stream, request: HttpRequest, flags: number) {
    this.#stream = stream;
    this.request = request;
    this.endStream = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    this.headerBytes = request.headers.reduce(
      (sum, { name, value }) => sum + name.length + value.length,
      request.path.length,
    );
    stream.on('error', () => undefined);
    stream.on('close', () => this.#closed());
    stream.on('wantTrailers', () => stream.sendTrailers(toNodeHeaders(this.#trailers)));
  }

  listen(handlers: DownstreamHandlers): void {
    this.#handlers = handlers;
    this.#stream.on('drain', () => this.#handlers?.drained());
    if (this.endStream) {
      this.#stream.resume();
      return;
    }
    this.#stream.on('trailers', (_headers, _flags, raw: unknown) => {
      this.#requestTrailers = readRawHeaders(raw).headers;
    });
    this.#stream.on('data', (chunk: Buffer) => this.#handlers?.data(chunk));
    this.#stream.on('end', () => this.#handlers?.end(this.#requestTrailers));
  }

  informational(status: number, headers: readonly Header[]): void {
    if (this.#open && status !== 101) this.#stream.additionalHeaders({ ':status': status, ...toNodeHeaders(headers) });
  }

  head(status: number, headers: readonly Header[], endStream: boolean): void {
    if (!this.#open) return;
    // The answer to an upgrade is 200 (RFC 8441 §5).
    const told = status === 101 ? 200 : status;
    this.#stream.respond({ ':status': told, ...toNodeHeaders(headers) }, { endStream, waitForTrailers: !endStream });
    if (endStream) this.#done = true;
  }

  write(chunk: Buffer): boolean {
    return this.#open ? this.#stream.write(chunk) : true;
  }

  end(trailers: readonly Header[]): void {
    if (!this.#open || this.#done) return;
    this.#done = true;
    this.#trailers = trailers;
    this.#stream.end();
  }

  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    this.#stream.resume();
  }

  reset(): void {
    this.#handlers = undefined;
    this.#done = true;
    this.#stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  }

  get #open(): boolean {
    return !this.#stream.destroyed && !this.#stream.closed;
  }

  #closed(): void {
    if (this.#done) return;
    this.#done = true;
    const handlers = this.#handlers;
    this.#handlers = undefined;
    handlers?.gone('reset');
  }
}
