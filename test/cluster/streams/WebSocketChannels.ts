import { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** In `v5.channel.k8s.io`: the next byte names a channel that the sender has closed. */
const CLOSE = 255;

/** The channels of a WebSocket: the first byte of each message is the channel's number. */
export class WebSocketChannels {
  private readonly channels = new Map<number, Channel>();

  constructor(
    private readonly socket: WebSocket,
    numbers: readonly number[],
  ) {
    for (const number of numbers) this.channels.set(number, new Channel(socket, number));
    socket.on('message', (data) => this.receive(bytesOf(data)));
    socket.on('close', () => this.end());
    socket.on('error', () => this.end());
  }

  /** A channel's two directions. Ending it tells the peer nothing: there is no word for it before the end of all. */
  channel(number: number): Duplex {
    const found = this.channels.get(number);
    if (found === undefined) throw new Error(`no channel ${number}`);
    return found;
  }

  /** Closes the WebSocket once all is written. */
  close(): void {
    this.socket.close(1000);
  }

  private receive(message: Buffer): void {
    const [number = 0, named = 0] = message;
    if (number === CLOSE && this.socket.protocol.startsWith('v5.')) this.channels.get(named)?.finish();
    else this.channels.get(number)?.receive(message.subarray(1));
  }

  private end(): void {
    for (const channel of this.channels.values()) channel.finish();
  }
}

class Channel extends Duplex {
  private finished = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly number: number,
  ) {
    super({ allowHalfOpen: true });
    this.on('error', () => undefined);
  }

  receive(bytes: Buffer): void {
    if (!this.finished && bytes.length > 0 && !this.push(bytes)) this.socket.pause();
  }

  finish(): void {
    if (this.finished) return;
    this.finished = true;
    this.push(null);
  }

  override _read(): void {
    if (this.socket.isPaused) this.socket.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.socket.readyState !== this.socket.OPEN) {
      done(new Error('the WebSocket is closed'));
      return;
    }
    const message = Buffer.concat([Buffer.from([this.number]), chunk]);
    this.socket.send(message, { binary: true }, (error) => done(error ?? null));
  }
}

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
