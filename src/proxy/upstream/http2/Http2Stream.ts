import { constants, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import type { FailureKind } from '../../../envoy/cluster/FailureKind.js';
import type { Header, HttpRequest } from '../../../envoy/model/HttpRequest.js';
import type { UpstreamConnectionInfo, UpstreamHandlers, UpstreamStream } from '../UpstreamStream.js';
import { readRawHeaders, toNodeHeaders } from './rawHeaders.js';

/** Whom a stream tells that it is over. */
export interface StreamOwner {
  streamClosed(): void;
}

/** A request on an HTTP/2 connection. */
export class Http2Stream implements UpstreamStream {
  readonly connection: UpstreamConnectionInfo;
  readonly #session: ClientHttp2Session;
  readonly #owner: StreamOwner;
  readonly #upgrade: boolean;
  #handlers: UpstreamHandlers | undefined;
  #stream: ClientHttp2Stream | undefined;
  #trailers: readonly Header[] = [];
  #over = false;

  constructor(
    session: ClientHttp2Session,
    info: UpstreamConnectionInfo,
    handlers: UpstreamHandlers,
    owner: StreamOwner,
    { upgrade }: { readonly method: string; readonly upgrade: boolean },
  ) {
    this.#session = session;
    this.connection = info;
    this.#handlers = handlers;
    this.#owner = owner;
    this.#upgrade = upgrade;
  }

  writeHead(request: HttpRequest, endStream: boolean): void {
    if (this.#session.destroyed || this.#session.closed) {
      queueMicrotask(() => this.#fail('connection_termination'));
      return;
    }
    const stream = this.#session.request(headersOf(request, this.#upgrade), { endStream });
    this.#stream = stream;
    stream.on('headers', (_headers, _flags, raw: unknown) => {
      const { pseudo, headers } = readRawHeaders(raw);
      this.#handlers?.informational(Number(pseudo.get(':status')), headers);
    });
    stream.on('response', (_headers, flags, raw: unknown) => {
      const { pseudo, headers } = readRawHeaders(raw);
      const ended = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
      this.#handlers?.head(Number(pseudo.get(':status')), headers, ended);
    });
    stream.on('trailers', (_headers, _flags, raw: unknown) => {
      this.#trailers = readRawHeaders(raw).headers;
    });
    stream.on('data', (chunk: Buffer) => this.#handlers?.data(chunk));
    stream.on('end', () => this.#ended());
    stream.on('drain', () => this.#handlers?.drained());
    stream.on('error', () => undefined);
    stream.on('close', () => this.#fail(failureOf(stream.rstCode, this.#session.destroyed)));
  }

  write(chunk: Buffer): boolean {
    return this.#stream?.write(chunk) ?? true;
  }

  end(_trailers: readonly Header[]): void {
    this.#stream?.end();
  }

  pause(): void {
    this.#stream?.pause();
  }

  resume(): void {
    this.#stream?.resume();
  }

  cancel(): void {
    this.#handlers = undefined;
    this.#stream?.close(constants.NGHTTP2_CANCEL);
    this.#release();
  }

  #ended(): void {
    // The end of the answer; one that was reset has a code.
    if (this.#stream === undefined || this.#stream.rstCode !== constants.NGHTTP2_NO_ERROR) return;
    const handlers = this.#handlers;
    this.#handlers = undefined;
    this.#release();
    handlers?.end(this.#trailers);
  }

  #fail(kind: FailureKind): void {
    const handlers = this.#handlers;
    this.#handlers = undefined;
    this.#release();
    handlers?.failed({ kind });
  }

  #release(): void {
    if (this.#over) return;
    this.#over = true;
    this.#owner.streamClosed();
  }
}

/** As Envoy tells the codes of RST_STREAM apart (measured); a connection that has gone is another thing. */
function failureOf(code: number | undefined, sessionGone: boolean): FailureKind {
  switch (code) {
    case constants.NGHTTP2_REFUSED_STREAM:
      return 'remote_refused_stream_reset';
    case constants.NGHTTP2_PROTOCOL_ERROR:
      return 'protocol_error';
    default:
      return sessionGone ? 'connection_termination' : 'remote_reset';
  }
}

function headersOf(request: HttpRequest, upgrade: boolean): Record<string, string | string[]> {
  const { method, path, authority, scheme, headers } = request;
  const host = authority === undefined ? {} : { ':authority': authority };
  if (method === 'CONNECT' && path === '') return { ':method': method, ...host, ...toNodeHeaders(headers) };
  const protocol = headers.find(({ name }) => name === 'upgrade')?.value;
  const asked =
    upgrade && protocol !== undefined ? { ':method': 'CONNECT', ':protocol': protocol } : { ':method': method };
  return { ...asked, ':scheme': scheme, ...host, ':path': path, ...toNodeHeaders(headers) };
}
