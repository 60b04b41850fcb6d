import { connect, constants, type ClientHttp2Session } from 'node:http2';
import type { Connected } from '../Connect.js';
import type { UpstreamConnectionInfo } from '../UpstreamStream.js';
import { Http2Stream, type StreamOwner } from './Http2Stream.js';
import type { UpstreamHandlers } from '../UpstreamStream.js';

/** Whom a connection tells what becomes of it. */
export interface Http2Owner {
  /** A stream has ended. */
  streamEnded(connection: Http2Connection): void;
  /** It takes no more streams. */
  closed(connection: Http2Connection): void;
}

/** One HTTP/2 connection to a host. */
export class Http2Connection implements StreamOwner {
  readonly info: UpstreamConnectionInfo;
  readonly #session: ClientHttp2Session;
  readonly #owner: Http2Owner;
  readonly #most: number;
  #idleTimer: NodeJS.Timeout | undefined;
  #active = 0;
  #requests = 0;
  #open = true;

  constructor({ socket, info }: Connected, owner: Http2Owner, most: number, idleTimeoutMs: number) {
    this.info = info;
    this.#owner = owner;
    this.#most = most;
    socket.removeAllListeners('error');
    socket.removeAllListeners('close');
    this.#session = connect('http://upstream', { createConnection: () => socket, settings: { enablePush: false } });
    this.#session.on('error', () => this.#close());
    this.#session.on('goaway', () => this.#close());
    this.#session.on('close', () => this.#close());
    if (idleTimeoutMs > 0) {
      this.#idleTimer = setTimeout(() => {
        if (this.#active === 0) this.destroy();
      }, idleTimeoutMs);
      this.#idleTimer.unref();
    }
  }

  /** Another request may be sent on it. */
  get hasRoom(): boolean {
    const told = this.#session.remoteSettings.maxConcurrentStreams ?? this.#most;
    return this.#open && this.#active < Math.min(this.#most, told);
  }

  get requests(): number {
    return this.#requests;
  }

  get idle(): boolean {
    return this.#active === 0;
  }

  attach(handlers: UpstreamHandlers, method: string, upgrade: boolean): Http2Stream {
    this.#active += 1;
    this.#requests += 1;
    const stream = new Http2Stream(this.#session, this.info, handlers, this, { method, upgrade });
    handlers.ready(stream);
    return stream;
  }

  streamClosed(): void {
    this.#active -= 1;
    this.#idleTimer?.refresh();
    this.#owner.streamEnded(this);
  }

  /** No more requests; closes when those that are there have ended. */
  retire(): void {
    this.#open = false;
    this.#session.close();
  }

  destroy(): void {
    this.#session.destroy(undefined, constants.NGHTTP2_NO_ERROR);
  }

  #close(): void {
    if (!this.#open && this.#idleTimer === undefined) return;
    this.#open = false;
    clearTimeout(this.#idleTimer);
    this.#idleTimer = undefined;
    this.#owner.closed(this);
  }
}
