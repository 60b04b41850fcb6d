import type { Header } from '../../../envoy/model/HttpRequest.js';
import { readHeaderLines } from './readHeaderLines.js';

/** Longer lines are no chunk sizes. */
const MAX_LINE = 8192;

/** What a chunked body tells. */
export interface ChunkedEvents {
  data(chunk: Buffer): void;
  end(trailers: readonly Header[]): void;
}

/** Reads a body in chunks (RFC 9112 §7.1). */
export class ChunkedBody {
  readonly #events: ChunkedEvents;
  #state: 'size' | 'data' | 'data_end' | 'trailers' = 'size';
  #left = 0;
  #line = '';

  constructor(events: ChunkedEvents) {
    this.#events = events;
  }

  /** Takes bytes from `at`; gives where it stopped when the body has ended there, `chunk.length` before, -1 for what is no chunk. */
  feed(chunk: Buffer, at: number): { readonly at: number; readonly done: boolean } | 'broken' {
    let position = at;
    while (position < chunk.length) {
      if (this.#state === 'data') {
        const end = Math.min(chunk.length, position + this.#left);
        this.#events.data(chunk.subarray(position, end));
        this.#left -= end - position;
        position = end;
        if (this.#left === 0) this.#state = 'data_end';
        continue;
      }
      const newline = chunk.indexOf(0x0a, position);
      const end = newline < 0 ? chunk.length : newline + 1;
      this.#line += chunk.toString('latin1', position, end);
      position = end;
      if (this.#line.length > (this.#state === 'trailers' ? 8 * MAX_LINE : MAX_LINE)) return 'broken';
      if (newline < 0) break;
      const result = this.#endOfLine();
      if (result === 'broken') return 'broken';
      if (result === 'done') return { at: position, done: true };
    }
    return { at: position, done: false };
  }

  #endOfLine(): 'on' | 'done' | 'broken' {
    switch (this.#state) {
      case 'size': {
        const size = /^([0-9a-f]{1,13})[ \t]*(?:;[^\r\n]*)?\r?\n$/i.exec(this.#line);
        if (!size) return 'broken';
        this.#line = '';
        this.#left = Number.parseInt(size[1] ?? '', 16);
        this.#state = this.#left === 0 ? 'trailers' : 'data';
        return 'on';
      }
      case 'data_end': {
        if (this.#line !== '\r\n' && this.#line !== '\n') return 'broken';
        this.#line = '';
        this.#state = 'size';
        return 'on';
      }
      case 'trailers': {
        const ended = this.#line === '\r\n' || this.#line === '\n' || /\n\r?\n$/.test(this.#line);
        if (!ended) return 'on';
        const trailers = readHeaderLines(this.#line);
        if (trailers === undefined) return 'broken';
        this.#events.end(trailers);
        return 'done';
      }
      case 'data':
        return 'on';
    }
  }
}
