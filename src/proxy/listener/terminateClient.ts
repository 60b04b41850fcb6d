import type { Socket } from 'node:net';
import type { ClientConnection } from '../connection/ClientConnection.js';
import { runNetworkFilters } from '../connection/runNetworkFilters.js';
import { logUnserved } from '../tcp/logUnserved.js';
import type { ProxyCore } from '../ProxyCore.js';
import type { DownstreamTls } from '../../envoy/model/TransportSocket.js';
import { clientCertEntry } from '../tls/clientCertEntry.js';
import { readFirstBytes } from './readFirstBytes.js';
import type { TlsStats } from './TlsStats.js';

/** The handshake with a client, then its network filters; where it fails only the listener's log tells. */
export function terminateClient(
  core: ProxyCore,
  client: ClientConnection,
  config: DownstreamTls,
  stats: TlsStats,
): void {
  const { socket, inspected } = client;
  const offered = inspected.tls?.alpn;
  if (offered !== undefined) {
    start(core, client, config, stats, socket, offered);
    return;
  }
  readFirstBytes(socket, { tls: true, http: false }, 0, (read) => {
    if (read === 'closed' || read === 'timeout' || socket.destroyed) socket.destroy();
    else start(core, client, config, stats, socket, read === 'refused' ? [] : (read.tls?.alpn ?? []));
  });
}

function start(
  core: ProxyCore,
  client: ClientConnection,
  config: DownstreamTls,
  stats: TlsStats,
  raw: Socket,
  offered: readonly string[],
): void {
  core.terminators.of(config).terminate(raw, offered, {
    terminated: ({ socket, alpn, info, peer }) => {
      stats.succeeded(peer !== undefined);
      const tls: ClientConnection = {
        ...client,
        socket,
        tls: true,
        tlsInfo: info,
        ...(alpn === undefined ? {} : { alpn }),
        ...(peer === undefined ? {} : { peer, xfcc: (details: ReadonlySet<string>) => clientCertEntry(info, details) }),
      };
      socket.once('close', () => raw.destroy());
      runNetworkFilters(core, tls);
    },
    failed: (reason) => {
      stats.failed(reason);
      client.end.transportFailure = reason;
      logUnserved(core, client);
      raw.destroy();
    },
  });
}
