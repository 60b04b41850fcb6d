import { Duplex } from 'node:stream';
import type { Headers } from './HeaderCodec.js';

/** What a stream asks of its connection. */
export interface StreamHost {
  sendData(stream: SpdyStream, chunk: Buffer, done: (error?: Error | null) => void): void;
  sendFin(stream: SpdyStream, done: (error?: Error | null) => void): void;
  sendReset(stream: SpdyStream): void;
  /** Data was taken by whoever reads. */
  consumed(stream: SpdyStream, bytes: number): void;
}

/** One stream of a SPDY connection, which the peer opened. */
export class SpdyStream extends Duplex {
  private finished = false;
  private waiting = 0;

  constructor(
    readonly id: number,
    readonly headers: Headers,
    private readonly host: StreamHost,
  ) {
    super({ allowHalfOpen: true });
    this.on('error', () => undefined);
  }

  /** Data of the peer. */
  receive(bytes: Buffer): void {
    if (this.finished || bytes.length === 0) return;
    if (this.push(bytes)) this.host.consumed(this, bytes.length);
    else this.waiting += bytes.length;
  }

  /** The peer sends no more. */
  finish(): void {
    if (this.finished) return;
    this.finished = true;
    this.push(null);
  }

  override _read(): void {
    if (this.waiting === 0) return;
    const bytes = this.waiting;
    this.waiting = 0;
    this.host.consumed(this, bytes);
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.host.sendData(this, chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.host.sendFin(this, done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.writableFinished) this.host.sendReset(this);
    done(error);
  }
}
