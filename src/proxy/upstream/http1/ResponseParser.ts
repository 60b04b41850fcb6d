import type { Header } from '../../../envoy/model/HttpRequest.js';
import { ChunkedBody } from './ChunkedBody.js';
import { bodyOf, type BodyKind } from './bodyOf.js';
import { readHeaderLines } from './readHeaderLines.js';

/** What is read of an answer. */
export interface ResponseEvents {
  informational(status: number, headers: readonly Header[]): void;
  head(status: number, headers: readonly Header[], endStream: boolean): void;
  data(chunk: Buffer): void;
  /** `reusable`: the connection may carry another request. */
  end(trailers: readonly Header[], reusable: boolean): void;
}

/** Envoy's defaults of `max_response_headers_kb` and `max_headers_count` towards hosts (measured). */
const MAX_HEAD = 80 * 1024;
const MAX_HEADERS = 100;
const STATUS_LINE = /^HTTP\/\d\.(\d) ([1-9]\d{2})(?: [^\r\n]*)?$/;

/** Reads the answers of one HTTP/1 connection, one request at a time. */
export class ResponseParser {
  readonly #events: ResponseEvents;
  #body: BodyKind | 'head' | 'idle' = 'idle';
  #head = '';
  #left = 0;
  #chunked: ChunkedBody | undefined;
  #reusable = true;
  #method = 'GET';

  constructor(events: ResponseEvents) {
    this.#events = events;
  }

  /** The next answer is to a request of this method. */
  expect(method: string): void {
    this.#method = method;
    this.#body = 'head';
    this.#head = '';
  }

  /** The answer is under way, and would say where it ends. */
  get begun(): boolean {
    return this.#body === 'length' || this.#body === 'chunked' || (this.#body === 'head' && this.#head !== '');
  }

  /** Takes what arrived. False: it is no HTTP/1, or nobody asked. */
  feed(chunk: Buffer): boolean {
    let at = 0;
    while (at < chunk.length) {
      const next = this.#step(chunk, at);
      if (next === undefined) return false;
      at = next;
    }
    return true;
  }

  /** The other side has closed; true when that ends an answer properly. */
  finish(): boolean {
    if (this.#body !== 'until_close') return this.#body === 'idle';
    this.#end([], false);
    return true;
  }

  #step(chunk: Buffer, at: number): number | undefined {
    switch (this.#body) {
      case 'idle':
        return undefined;
      case 'head':
        return this.#readHead(chunk, at);
      case 'until_close':
        this.#events.data(at === 0 ? chunk : chunk.subarray(at));
        return chunk.length;
      case 'length': {
        const end = Math.min(chunk.length, at + this.#left);
        this.#left -= end - at;
        this.#events.data(chunk.subarray(at, end));
        if (this.#left === 0) this.#end([], this.#reusable);
        return end;
      }
      case 'chunked': {
        const fed = this.#chunked?.feed(chunk, at);
        return fed === undefined || fed === 'broken' ? undefined : fed.at;
      }
      case 'none':
        return undefined;
    }
  }

  #readHead(chunk: Buffer, at: number): number | undefined {
    const before = this.#head.length;
    this.#head += chunk.toString('latin1', at);
    const crlf = this.#head.indexOf('\r\n\r\n', Math.max(0, before - 3));
    const lf = crlf < 0 ? this.#head.indexOf('\n\n', Math.max(0, before - 1)) : -1;
    if (crlf < 0 && lf < 0) return this.#head.length > MAX_HEAD ? undefined : chunk.length;
    const end = crlf < 0 ? lf + 2 : crlf + 4;
    if (end > MAX_HEAD) return undefined;
    const text = this.#head.slice(0, end);
    this.#head = '';
    return this.#headRead(text) ? at + end - before : undefined;
  }

  #headRead(text: string): boolean {
    const newline = text.indexOf('\n');
    const line = text.slice(0, text.charCodeAt(newline - 1) === 0x0d ? newline - 1 : newline);
    const match = STATUS_LINE.exec(line);
    const headers = match === null ? undefined : readHeaderLines(text.slice(newline + 1));
    if (match === null || headers === undefined || headers.length > MAX_HEADERS) return false;
    const status = Number(match[2]);
    const body = bodyOf({
      status,
      headers,
      minor: match[1] === '1' ? 1 : 0,
      method: this.#method,
    });
    if (body === undefined) return false;
    if (body.kind === 'informational') {
      this.#events.informational(status, headers);
      return true;
    }
    this.#reusable = body.reusable;
    this.#left = body.length;
    this.#body = body.kind;
    const empty = body.kind === 'none' || (body.kind === 'length' && body.length === 0);
    if (body.kind === 'chunked') {
      this.#chunked = new ChunkedBody({
        data: (chunk) => this.#events.data(chunk),
        end: (trailers) => this.#end(trailers, this.#reusable),
      });
    }
    this.#events.head(status, headers, empty);
    if (empty) this.#end([], this.#reusable);
    return true;
  }

  #end(trailers: readonly Header[], reusable: boolean): void {
    this.#body = 'idle';
    this.#chunked = undefined;
    this.#events.end(trailers, reusable);
  }
}
