import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Header, HttpRequest } from '../../../envoy/model/HttpRequest.js';
import type { LocalReply } from '../../../envoy/model/LocalReply.js';
import type { DownstreamHandlers, DownstreamStream } from '../DownstreamStream.js';
import { flatHeaders } from './flatHeaders.js';
import { reasonPhrase } from './reasonPhrase.js';
import { readHttp1Request } from './readHttp1Request.js';

/** A request of an HTTP/1 client. */
export class Http1Stream implements DownstreamStream {
  readonly request: HttpRequest;
  readonly endStream: boolean;
  readonly headerBytes: number;
  readonly #incoming: IncomingMessage;
  readonly #response: ServerResponse;
  #handlers: DownstreamHandlers | undefined;
  #received = false;
  #done = false;
  #headSent = false;
  #trailers: boolean;

  constructor(incoming: IncomingMessage, response: ServerResponse, tls: boolean, trailers: boolean) {
    const { request, headerBytes, endStream } = readHttp1Request(incoming, tls);
    this.request = request;
    this.headerBytes = headerBytes;
    this.endStream = endStream;
    this.#received = endStream;
    this.#incoming = incoming;
    this.#response = response;
    this.#trailers = trailers;
    response.sendDate = false;
    response.on('close', () => this.#closed());
    response.on('error', () => this.#closed());
  }

  listen(handlers: DownstreamHandlers): void {
    this.#handlers = handlers;
    this.#response.on('drain', () => this.#handlers?.drained());
    if (this.endStream) return;
    this.#incoming.on('data', (chunk: Buffer) => this.#handlers?.data(chunk));
    this.#incoming.on('error', () => undefined);
    this.#incoming.on('end', () => {
      this.#received = true;
      this.#handlers?.end([]);
    });
  }

  informational(status: number, headers: readonly Header[]): void {
    // `node:http` would look into what it is given, and throw.
    const lines = headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
    if (!this.#done)
      this.#incoming.socket.write(`HTTP/1.1 ${status} ${reasonPhrase(status)}\r\n${lines}\r\n`, 'latin1');
  }

  head(status: number, headers: readonly Header[], endStream: boolean): void {
    const { method, protocol } = this.request;
    const flat = flatHeaders(headers, { status, method, protocol, endStream });
    // Only a header of its own says what becomes of the connection.
    this.#response.removeHeader('connection');
    this.#response.writeHead(status, reasonPhrase(status), flat);
    if (endStream) this.#finish();
    // The body's beginning mostly comes with the head: one write for both.
    else process.nextTick(() => this.#flushHead());
  }

  write(chunk: Buffer): boolean {
    this.#headSent = true;
    return this.#response.write(chunk);
  }

  end(trailers: readonly Header[]): void {
    if (this.#trailers && trailers.length > 0)
      this.#response.addTrailers(Object.fromEntries(trailers.map(({ name, value }) => [name, value])));
    this.#finish();
  }

  pause(): void {
    this.#incoming.pause();
  }

  resume(): void {
    this.#incoming.resume();
  }

  reset(): void {
    this.#handlers = undefined;
    this.#done = true;
    if (this.#response.headersSent) this.#response.flushHeaders();
    this.#incoming.socket.destroySoon();
  }

  /** The rest of the request is no HTTP. */
  refuse(reply: LocalReply): void {
    if (this.#done) return;
    const handlers = this.#handlers;
    if (handlers === undefined) this.reset();
    else handlers.gone('protocol_error', reply);
  }

  /** The whole request has arrived. */
  get received(): boolean {
    return this.#received;
  }

  #flushHead(): void {
    if (!this.#headSent && !this.#done) this.#response.flushHeaders();
  }

  #finish(): void {
    if (this.#done) return;
    this.#done = true;
    this.#response.end();
  }

  #closed(): void {
    if (this.#done) return;
    this.#done = true;
    const handlers = this.#handlers;
    this.#handlers = undefined;
    handlers?.gone('reset');
  }
}
