import { createServer as createHttp1, type Server as Http1Server } from 'node:http';
import { createServer as createHttp2, type Http2Server } from 'node:http2';
import type { Socket } from 'node:net';
import { createServer as createTls, type Server as TlsServer, type TLSSocket } from 'node:tls';
import type { AppKind } from '../../model/words.js';
import type { ChildApp } from '../ChildSpec.js';
import type { AppContext } from '../serveApp.js';
import { answerHttp1, answerUpgrade } from './answerHttp1.js';
import { answerHttp2 } from './answerHttp2.js';
import { answerTcp } from './answerTcp.js';
import { peek } from './peek.js';
import { protocolOf, TLS_HANDSHAKE } from './protocolOf.js';

/** ALPN protocols that a sidecar's inbound listener takes, and those of ordinary servers. */
const ALPN = ['istio-peer-exchange', 'istio-http/1.1', 'istio-http/1.0', 'istio-h2', 'istio', 'h2', 'http/1.1'];

/** One app: takes connections, whatever address they came in by. */
export class EchoServer {
  readonly #http1: Http1Server;
  readonly #http2: Http2Server;
  readonly #tls: TlsServer | undefined;

  constructor(
    private readonly app: ChildApp,
    private readonly context: AppContext,
  ) {
    const say = { app: { kind: app.kind, port: app.port }, ...context };
    this.#http1 = createHttp1((request, response) => answerHttp1(request, response, say));
    this.#http1.on('upgrade', (request, socket) => answerUpgrade(request, socket, say));
    this.#http1.keepAliveTimeout = 60_000;
    this.#http2 = createHttp2();
    this.#http2.on('stream', (stream, headers, _flags, raw) => answerHttp2(stream, headers, raw, say));
    this.#http2.on('sessionError', () => undefined);
    this.#tls = context.identity === undefined ? undefined : this.#makeTls(context.identity);
  }

  /** Takes a connection. */
  accept(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    const { kind, standIn } = this.app;
    if (kind === 'tls') this.#tls?.emit('connection', socket);
    else if (standIn && kind !== 'server-first') void this.#acceptEither(socket);
    else this.#speak(socket, kind);
  }

  async #acceptEither(socket: Socket): Promise<void> {
    const first = await peek(socket);
    if (first?.[0] === TLS_HANDSHAKE) this.#tls?.emit('connection', socket);
    else this.#speak(socket, this.app.kind);
  }

  #makeTls({ chain, key, ca }: NonNullable<AppContext['identity']>): TlsServer {
    const mutual = this.app.standIn;
    const speaksTls = this.app.kind === 'tls';
    const options = { cert: chain, key, ca, requestCert: mutual, rejectUnauthorized: mutual && !speaksTls };
    const server = createTls({ ...options, ALPNProtocols: ALPN, allowHalfOpen: true }, (socket: TLSSocket) => {
      socket.on('error', () => socket.destroy());
      // What the mesh wraps up for an app that itself speaks TLS is TLS again.
      if (speaksTls && mutual && socket.authorized) server.emit('connection', socket);
      else this.#speak(socket, speaksTls ? 'plain' : this.app.kind);
    });
    server.on('tlsClientError', () => undefined);
    return server;
  }

  #speak(socket: Socket, kind: AppKind): void {
    const say = { app: { kind: this.app.kind, port: this.app.port }, ...this.context };
    switch (kind) {
      case 'http1':
        this.#http1.emit('connection', socket);
        return;
      case 'http2':
      case 'grpc':
        // A client that has ended has nothing more to hear; a proxy in between waits for this end, too.
        socket.allowHalfOpen = false;
        this.#http2.emit('connection', socket);
        return;
      case 'tcp':
      case 'server-first':
        void answerTcp(socket, kind === 'server-first', say);
        return;
      case 'plain':
      case 'tls':
        void this.#speakAny(socket);
        return;
      case 'dns':
        socket.destroy();
    }
  }

  async #speakAny(socket: Socket): Promise<void> {
    const first = await peek(socket);
    if (first !== undefined) this.#speak(socket, protocolOf(first));
  }
}
