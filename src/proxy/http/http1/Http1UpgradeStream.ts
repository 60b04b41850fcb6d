import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Header, HttpRequest } from '../../../envoy/model/HttpRequest.js';
import type { DownstreamHandlers, DownstreamStream } from '../DownstreamStream.js';
import { flatHeaders } from './flatHeaders.js';
import { reasonPhrase } from './reasonPhrase.js';
import { readHttp1Request } from './readHttp1Request.js';

/**
 * A request for an upgrade, or a CONNECT, of an HTTP/1 client: `node:http` has handed over the bare connection, which ends with this
 * request, whatever the answer.
 */
export class Http1UpgradeStream implements DownstreamStream {
  readonly request: HttpRequest;
  readonly endStream = false;
  readonly headerBytes: number;
  readonly #socket: Duplex;
  readonly #first: Buffer;
  #handlers: DownstreamHandlers | undefined;
  #chunked = false;
  #done = false;

  constructor(incoming: IncomingMessage, socket: Duplex, first: Buffer, tls: boolean) {
    const { request, headerBytes } = readHttp1Request(incoming, tls);
    this.request = request;
    this.headerBytes = headerBytes;
    this.#socket = socket;
    this.#first = first;
    socket.on('error', () => this.#closed());
    socket.on('close', () => this.#closed());
  }

  listen(handlers: DownstreamHandlers): void {
    const again = this.#handlers !== undefined;
    this.#handlers = handlers;
    if (again) return;
    if (this.#first.length > 0) handlers.data(this.#first);
    this.#socket.on('data', (chunk: Buffer) => this.#handlers?.data(chunk));
    // A client that closes its side has gone, for Envoy.
    this.#socket.on('end', () => this.#closed());
    this.#socket.on('drain', () => this.#handlers?.drained());
    this.#socket.resume();
  }

  informational(): void {
    // Nobody who asks for an upgrade waits for one.
  }

  head(status: number, headers: readonly Header[], endStream: boolean): void {
    const { method, protocol } = this.request;
    const tunnel = status === 101 || (method === 'CONNECT' && status < 300);
    const flat = tunnel
      ? headers.flatMap(({ name, value }) => [name, value])
      : flatHeaders(headers, { status, method, protocol, endStream });
    if (!tunnel && !flat.includes('connection')) flat.push('connection', 'close');
    let text = `HTTP/1.1 ${status} ${reasonPhrase(status)}\r\n`;
    for (let i = 0; i + 1 < flat.length; i += 2) text += `${flat[i] ?? ''}: ${flat[i + 1] ?? ''}\r\n`;
    this.#chunked = flat.includes('transfer-encoding');
    this.#socket.write(`${text}\r\n`, 'latin1');
    if (endStream) this.end([]);
  }

  write(chunk: Buffer): boolean {
    if (!this.#chunked) return this.#socket.write(chunk);
    this.#socket.write(`${chunk.length.toString(16)}\r\n`, 'latin1');
    this.#socket.write(chunk);
    return this.#socket.write('\r\n', 'latin1');
  }

  end(_trailers: readonly Header[]): void {
    if (this.#done) return;
    this.#done = true;
    if (this.#chunked) this.#socket.write('0\r\n\r\n', 'latin1');
    this.#socket.end(() => this.#socket.destroy());
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  reset(): void {
    this.#handlers = undefined;
    this.#done = true;
    this.#socket.destroy();
  }

  #closed(): void {
    if (this.#done) return;
    this.#done = true;
    const handlers = this.#handlers;
    this.#handlers = undefined;
    handlers?.gone('reset');
    this.#socket.destroy();
  }
}
