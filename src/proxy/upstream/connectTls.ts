import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { UpstreamTls } from '../../envoy/model/TransportSocket.js';
import type { UpstreamHello } from '../../envoy/cluster/upstreamClientHello.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import type { ProxyCore } from '../ProxyCore.js';
import { tlsFailure } from '../tls/tlsFailure.js';
import { readPeer } from '../tls/tlsInfo.js';
import { verifyServer } from '../tls/verifyServer.js';
import { attempt } from './attempt.js';
import type { ConnectAttempt, Connected } from './Connect.js';
import { connectTcp, localAddressOf, type DialTarget } from './connectTcp.js';
import type { UpstreamConnectionInfo, UpstreamFailure } from './UpstreamStream.js';

/** What a handshake towards a host is about. */
export interface TlsDemand {
  readonly socket: UpstreamTls;
  readonly hello: UpstreamHello;
  readonly protocol: UpstreamConnectionInfo['protocol'];
}

/** A connection with TLS: within `connect_timeout` all told, and only with a server whose certificate is accepted. */
export function connectTls(
  core: ProxyCore,
  { cluster }: ActiveCluster,
  target: DialTarget,
  demand: TlsDemand,
  connected: (connection: Connected) => void,
  failed: (failure: UpstreamFailure) => void,
): ConnectAttempt {
  const began = performance.now();
  const ready = core.contexts.of(demand.socket.at, 'client');
  let current: ConnectAttempt = { cancel: () => undefined };
  if (ready === undefined) {
    const timer = setImmediate(() => failed(tlsError('TLS_error:Secret_is_not_supplied_by_SDS')));
    return { cancel: () => clearImmediate(timer) };
  }
  const secure = (raw: Socket): void => {
    raw.removeAllListeners('error');
    raw.removeAllListeners('close');
    const { sni, alpn } = demand.hello;
    const socket = connect({
      socket: raw,
      secureContext: ready.context,
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ...(sni === '' ? {} : { servername: sni }),
      ...(alpn.length === 0 ? {} : { ALPNProtocols: [...alpn] }),
    });
    current = handshake(socket, cluster.connectTimeoutMs - (performance.now() - began), failed, () => {
      const { peer } = readPeer(socket, socket.authorized);
      const names = cluster.autoSanValidation && sni !== '' ? [sni] : [];
      const refused = verifyServer(demand.socket, peer, names, ready.verifies, socket.authorizationError);
      if (refused !== undefined) {
        socket.destroy();
        failed(tlsError(refused));
        return;
      }
      const local = localAddressOf(raw);
      const info = { id: core.nextConnectionId(), protocol: demand.protocol };
      connected({
        socket,
        info: { ...info, ...(local === undefined ? {} : { local }), ...(peer === undefined ? {} : { peer }) },
      });
    });
  };
  current = connectTcp(target, cluster.connectTimeoutMs, core.sockets, secure, failed);
  return { cancel: () => current.cancel() };
}

function handshake(
  socket: TLSSocket,
  ms: number,
  failed: (failure: UpstreamFailure) => void,
  done: () => void,
): ConnectAttempt {
  const result = attempt(socket, Math.max(1, ms), failed);
  socket.once('secureConnect', () => result.succeed(done));
  socket.on('error', (error: NodeJS.ErrnoException) => result.fail(tlsError(tlsFailure(error))));
  socket.on('close', () => result.fail({ kind: 'connection_termination' }));
  return result;
}

function tlsError(words: string): UpstreamFailure {
  if (words === '') return { kind: 'connection_termination' };
  return { kind: 'tls_error', detail: words, transportFailure: words };
}
