import type { Socket } from 'node:net';
import type { Header, HttpRequest } from '../../../envoy/model/HttpRequest.js';
import type { UpstreamConnectionInfo, UpstreamFailure, UpstreamHandlers, UpstreamStream } from '../UpstreamStream.js';
import { ResponseParser } from './ResponseParser.js';
import { writeRequestHead } from './writeRequestHead.js';

const TERMINATED: UpstreamFailure = { kind: 'connection_termination' };
const BROKEN: UpstreamFailure = { kind: 'protocol_error' };
const LAST_CHUNK = '0\r\n\r\n';

/** Whom a connection tells that it is free again, or gone. */
export interface Http1Owner {
  released(connection: Http1Connection): void;
  closed(connection: Http1Connection): void;
}

/** One HTTP/1.1 connection to a host: carries one request at a time. */
export class Http1Connection implements UpstreamStream {
  readonly connection: UpstreamConnectionInfo;
  readonly #socket: Socket;
  readonly #owner: Http1Owner;
  readonly #parser: ResponseParser;
  #handlers: UpstreamHandlers | undefined;
  #upgrade = false;
  #chunked = false;
  #sent = true;
  #answered = true;
  #reusable = true;
  #closed = false;
  #feeding = false;
  /** Requests that it has carried. */
  requests = 0;
  /** It carries one now. */
  busy = false;

  constructor(socket: Socket, info: UpstreamConnectionInfo, owner: Http1Owner) {
    this.#socket = socket;
    this.connection = info;
    this.#owner = owner;
    this.#parser = new ResponseParser({
      informational: (status, headers) => this.#handlers?.informational(status, headers),
      head: (status, headers, endStream) => {
        this.#handlers?.head(status, headers, endStream);
      },
      data: (chunk) => this.#handlers?.data(chunk),
      end: (trailers, reusable) => this.#answerEnded(trailers, reusable),
    });
    socket.on('data', (chunk: Buffer) => this.#received(chunk));
    socket.on('drain', () => this.#handlers?.drained());
    socket.on('end', () => this.#ended());
    socket.on('error', () => this.#lost());
    socket.on('close', () => this.#lost());
  }

  /** Gives the connection to a request; `ready` is called at once. */
  attach(handlers: UpstreamHandlers, method: string, upgrade: boolean): void {
    this.#handlers = handlers;
    this.#upgrade = upgrade;
    this.#sent = false;
    this.#answered = false;
    this.#reusable = true;
    this.requests += 1;
    this.#parser.expect(method);
    handlers.ready(this);
  }

  writeHead(request: HttpRequest, endStream: boolean): void {
    const { text, chunked } = writeRequestHead(request, endStream, this.#upgrade);
    this.#chunked = chunked;
    if (endStream) this.#sent = true;
    this.#socket.write(text, 'latin1');
  }

  write(chunk: Buffer): boolean {
    if (chunk.length === 0) return true;
    if (!this.#chunked) return this.#socket.write(chunk);
    this.#socket.cork();
    this.#socket.write(`${chunk.length.toString(16)}\r\n`, 'latin1');
    this.#socket.write(chunk);
    const more = this.#socket.write('\r\n', 'latin1');
    this.#socket.uncork();
    return more;
  }

  end(_trailers: readonly Header[]): void {
    if (this.#chunked) this.#socket.write(LAST_CHUNK, 'latin1');
    if (this.#upgrade) this.#socket.end();
    this.#sent = true;
    this.#releaseWhenDone();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  cancel(): void {
    this.#handlers = undefined;
    this.destroy();
  }

  /** Closes it, whatever it carries. */
  destroy(): void {
    this.#socket.destroy();
  }

  #received(chunk: Buffer): void {
    this.#feeding = true;
    const read = this.#parser.feed(chunk);
    this.#feeding = false;
    // What comes unasked, or behind an answer, only closes the connection: the next request must not get it.
    if (read) this.#releaseWhenDone();
    else this.#gone(this.#handlers === undefined ? TERMINATED : BROKEN);
  }

  #answerEnded(trailers: readonly Header[], reusable: boolean): void {
    const handlers = this.#handlers;
    this.#answered = true;
    this.#reusable = reusable && this.#sent;
    if (this.#reusable) this.#handlers = undefined;
    this.#socket.resume();
    handlers?.end(trailers);
  }

  #releaseWhenDone(): void {
    if (!this.#answered || this.#closed || this.#feeding || !this.busy) return;
    this.#handlers = undefined;
    // An answer before the end of its request leaves the connection in doubt.
    if (this.#reusable && this.#sent) this.#owner.released(this);
    else this.#gone(TERMINATED);
  }

  #ended(): void {
    if (this.#parser.finish()) this.#gone(TERMINATED);
    else this.#lost();
  }

  /** To Envoy's codec an answer that breaks off is a broken one (measured). */
  #lost(): void {
    this.#gone(this.#parser.begun ? BROKEN : TERMINATED);
  }

  #gone(failure: UpstreamFailure): void {
    if (this.#closed) return;
    this.#closed = true;
    const handlers = this.#handlers;
    this.#handlers = undefined;
    this.#socket.destroy();
    this.#owner.closed(this);
    if (!this.#answered) handlers?.failed(failure);
  }
}
