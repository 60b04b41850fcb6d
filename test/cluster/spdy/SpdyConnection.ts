import type { Duplex } from 'node:stream';
import { controlFrame, dataFrame, FIN, FRAME, FrameReader, numbers, type Frame } from './frames.js';
import { HeaderCodec } from './HeaderCodec.js';
import { SpdyStream, type StreamHost } from './SpdyStream.js';

const INITIAL_WINDOW = 65_536;
const SETTINGS_INITIAL_WINDOW_SIZE = 7;
const RST_PROTOCOL_ERROR = 1;
const RST_CANCEL = 5;
const MAX_DATA = 32_768;

/**
 * The server's end of a SPDY/3.1 connection, in which the peer opens streams. Kubernetes' own ends have no flow control of SPDY's and leave it
 * to TCP, so that windows count only once the peer has spoken of them.
 */
export class SpdyConnection implements StreamHost {
  private readonly codec = new HeaderCodec();
  private readonly reader = new FrameReader();
  private readonly streams = new Map<number, SpdyStream>();
  private readonly windows = new Map<number, number>();
  private readonly blocked: (() => void)[] = [];
  private readonly gone = new AbortController();
  private work: Promise<void> = Promise.resolve();
  private usesWindows = false;
  private initialWindow = INITIAL_WINDOW;

  constructor(
    private readonly transport: Duplex,
    private readonly onStream: (stream: SpdyStream) => void,
  ) {
    transport.on('data', (bytes: Buffer) => this.receive(bytes));
    for (const event of ['end', 'close', 'error']) transport.on(event, () => this.end());
  }

  /** Aborted when the connection has ended. */
  get signal(): AbortSignal {
    return this.gone.signal;
  }

  /** Says that no stream is taken any more, and closes when all is written. */
  close(): void {
    this.send(controlFrame(FRAME.goAway, numbers(Math.max(0, ...this.streams.keys()), 0)));
    this.transport.end();
  }

  sendData(stream: SpdyStream, chunk: Buffer, done: (error?: Error | null) => void): void {
    if (this.gone.signal.aborted) {
      done(new Error('the SPDY connection has ended'));
      return;
    }
    const window = this.usesWindows ? (this.windows.get(stream.id) ?? this.initialWindow) : Infinity;
    const size = Math.min(chunk.length, window, MAX_DATA);
    if (size <= 0) {
      this.blocked.push(() => this.sendData(stream, chunk, done));
      return;
    }
    this.windows.set(stream.id, (this.windows.get(stream.id) ?? this.initialWindow) - size);
    this.transport.write(dataFrame(stream.id, chunk.subarray(0, size)), (error) => {
      if (error === null || error === undefined) {
        if (size < chunk.length) this.sendData(stream, chunk.subarray(size), done);
        else done();
      } else done(error);
    });
  }

  sendFin(stream: SpdyStream, done: (error?: Error | null) => void): void {
    if (this.gone.signal.aborted) done();
    else this.transport.write(dataFrame(stream.id, Buffer.alloc(0), FIN), () => done());
  }

  sendReset(stream: SpdyStream): void {
    this.streams.delete(stream.id);
    this.send(controlFrame(FRAME.rstStream, numbers(stream.id, RST_CANCEL)));
  }

  consumed(stream: SpdyStream, bytes: number): void {
    if (this.usesWindows) this.send(controlFrame(FRAME.windowUpdate, numbers(stream.id, bytes)));
  }

  private send(frame: Buffer): void {
    if (!this.gone.signal.aborted && !this.transport.writableEnded) this.transport.write(frame);
  }

  /** Frames are done one after the other: headers take their time. */
  private receive(bytes: Buffer): void {
    const frames = this.reader.push(bytes);
    if (frames.length === 0) return;
    this.transport.pause();
    this.work = this.work
      .then(async () => {
        for (const frame of frames) await this.take(frame);
      })
      .catch(() => void this.transport.destroy())
      .finally(() => void this.transport.resume());
  }

  private async take(frame: Frame): Promise<void> {
    if (frame.kind === 'data') {
      const stream = this.streams.get(frame.stream);
      stream?.receive(frame.payload);
      if ((frame.flags & FIN) !== 0) stream?.finish();
      return;
    }
    const { type, flags, payload } = frame;
    switch (type) {
      case FRAME.synStream:
        return this.open(payload, flags);
      case FRAME.headers:
        await this.codec.expand(payload.subarray(4));
        return;
      case FRAME.rstStream:
        this.reset(idIn(payload));
        return;
      case FRAME.settings:
        this.settings(payload);
        return;
      case FRAME.ping:
        // Odd numbers are the peer's own, which it wants back.
        if (idIn(payload) % 2 === 1) this.send(controlFrame(FRAME.ping, payload));
        return;
      case FRAME.windowUpdate:
        this.widen(idIn(payload), payload.readUInt32BE(4));
        return;
      case FRAME.goAway:
      case FRAME.synReply:
        return;
      default:
        this.transport.destroy();
    }
  }

  private async open(payload: Buffer, flags: number): Promise<void> {
    const id = idIn(payload);
    const headers = await this.codec.expand(payload.subarray(10));
    if (id % 2 === 0 || this.streams.has(id)) {
      this.send(controlFrame(FRAME.rstStream, numbers(id, RST_PROTOCOL_ERROR)));
      return;
    }
    const stream = new SpdyStream(id, headers, this);
    this.streams.set(id, stream);
    stream.on('close', () => this.streams.delete(id));
    this.send(controlFrame(FRAME.synReply, Buffer.concat([numbers(id), await this.codec.pack(new Map())])));
    if ((flags & FIN) !== 0) stream.finish();
    this.onStream(stream);
  }

  private reset(id: number): void {
    const stream = this.streams.get(id);
    this.streams.delete(id);
    stream?.finish();
    stream?.destroy();
  }

  private settings(payload: Buffer): void {
    const count = payload.readUInt32BE(0);
    for (let index = 0; index < count; index++) {
      const entry = payload.subarray(4 + 8 * index);
      if ((entry.readUInt32BE(0) & 0xff_ffff) !== SETTINGS_INITIAL_WINDOW_SIZE) continue;
      this.usesWindows = true;
      this.initialWindow = entry.readUInt32BE(4);
    }
    this.retry();
  }

  private widen(id: number, by: number): void {
    this.usesWindows = true;
    this.windows.set(id, (this.windows.get(id) ?? this.initialWindow) + by);
    this.retry();
  }

  private retry(): void {
    for (const again of this.blocked.splice(0)) again();
  }

  private end(): void {
    if (this.gone.signal.aborted) return;
    this.gone.abort();
    this.retry();
    for (const stream of this.streams.values()) stream.finish();
    this.codec.close();
    this.transport.destroy();
  }
}

function idIn(payload: Buffer): number {
  return payload.readUInt32BE(0) & 0x7fff_ffff;
}
