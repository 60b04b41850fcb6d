import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { PeerCertificate } from '../../envoy/model/Connection.js';
import type { DownstreamTls } from '../../envoy/model/TransportSocket.js';
import { negotiateAlpn } from '../../envoy/tls/negotiateAlpn.js';
import type { DownstreamTlsInfo } from '../runtime/StreamInfo.js';
import type { ReadyContext, SecureContexts } from './SecureContexts.js';
import { readPeer, tlsInfoOf } from './tlsInfo.js';
import { tlsFailure } from './tlsFailure.js';
import { verifyClient } from './verifyClient.js';

/** A connection without its TLS. */
export interface Terminated {
  readonly socket: TLSSocket;
  readonly alpn: string | undefined;
  readonly info: DownstreamTlsInfo;
  readonly peer?: PeerCertificate;
}

/** What becomes of a handshake. */
export interface Handshake {
  terminated(connection: Terminated): void;
  /** In the words of `%DOWNSTREAM_TRANSPORT_FAILURE_REASON%`. */
  failed(reason: string): void;
}

/** A handshake under way. */
interface Pending {
  readonly handshake: Handshake;
  readonly alpn: string | undefined;
  readonly ready: ReadyContext;
}

/** Node.js gives up on a slow handshake after so long; Envoy does not (`transport_socket_connect_timeout` is unset). */
const PATIENCE_MS = 120_000;

/** Takes TLS off connections as one DownstreamTlsContext says. */
export class TlsTerminator {
  readonly #contexts: SecureContexts;
  readonly #config: DownstreamTls;
  readonly #servers = new Map<string, { readonly server: Server; readonly ready: ReadyContext }>();
  readonly #pending = new WeakMap<object, Pending>();

  constructor(contexts: SecureContexts, config: DownstreamTls) {
    this.#contexts = contexts;
    this.#config = config;
  }

  /** @param offered the client's ALPN list, which it is chosen from before the handshake begins */
  terminate(socket: Socket, offered: readonly string[], handshake: Handshake): void {
    const ready = this.#contexts.of(this.#config.at, 'server');
    if (ready === undefined) {
      handshake.failed('TLS_error:Secret_is_not_supplied_by_SDS');
      return;
    }
    const alpn = negotiateAlpn(this.#config.alpnProtocols, offered);
    this.#pending.set(socket, { handshake, alpn, ready });
    this.#serverFor(alpn, ready).emit('connection', socket);
  }

  /** A protocol that is not agreed on is no reason to fail, so that each outcome has a server of its own. */
  #serverFor(alpn: string | undefined, ready: ReadyContext): Server {
    const known = this.#servers.get(alpn ?? '');
    if (known?.ready === ready) return known.server;
    const asks = this.#config.requireClientCertificate || this.#config.validatesClient;
    const server = createServer({
      ...ready.options,
      requestCert: asks,
      // Only so does OpenSSL itself refuse a client without certificate.
      rejectUnauthorized: this.#config.requireClientCertificate && !this.#config.acceptUntrusted && ready.verifies,
      handshakeTimeout: PATIENCE_MS,
      allowHalfOpen: true,
      ...(alpn === undefined ? {} : { ALPNProtocols: [alpn] }),
    });
    server.on('secureConnection', (secure) => this.#secured(secure));
    server.on('tlsClientError', (error: NodeJS.ErrnoException, secure) =>
      this.#failed(secure, reasonOf(error, secure)),
    );
    this.#servers.set(alpn ?? '', { server, ready });
    return server;
  }

  #secured(secure: TLSSocket): void {
    const pending = this.#take(secure);
    if (pending === undefined) {
      secure.destroy();
      return;
    }
    secure.on('error', () => secure.destroy());
    const { handshake, alpn, ready } = pending;
    const certificates = readPeer(secure, secure.authorized);
    const verified = verifyClient(this.#config, certificates.peer, secure.authorizationError);
    if ('refused' in verified) {
      secure.destroy();
      handshake.failed(verified.refused);
      return;
    }
    const info = tlsInfoOf(secure, certificates, ready.chain);
    handshake.terminated({ socket: secure, alpn, info, ...verified });
  }

  #failed(secure: TLSSocket, reason: string): void {
    const pending = this.#take(secure);
    secure.destroy();
    pending?.handshake.failed(reason);
  }

  /** Node.js keeps the socket underneath without documenting where. */
  #take(secure: TLSSocket): Pending | undefined {
    const raw: unknown = Reflect.get(secure, '_parent');
    return typeof raw === 'object' && raw !== null ? this.#pending.get(raw) : undefined;
  }
}

/** A client whose certificate is refused is only cut off: the socket knows why, as a code, whatever its type says. */
function reasonOf(error: NodeJS.ErrnoException, secure: TLSSocket): string {
  const refused: unknown = Reflect.get(secure, 'authorizationError');
  if (typeof refused !== 'string') return tlsFailure(error);
  return tlsFailure(Object.assign(new Error(refused), { code: refused }));
}
