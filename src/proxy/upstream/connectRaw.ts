import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import type { ProxyCore } from '../ProxyCore.js';
import type { ConnectAttempt, Connected } from './Connect.js';
import { connectTcp, localAddressOf, type DialTarget } from './connectTcp.js';
import type { UpstreamConnectionInfo, UpstreamFailure } from './UpstreamStream.js';

/** A connection without TLS. */
export function connectRaw(
  core: ProxyCore,
  { cluster }: ActiveCluster,
  target: DialTarget,
  protocol: UpstreamConnectionInfo['protocol'],
  connected: (connection: Connected) => void,
  failed: (failure: UpstreamFailure) => void,
): ConnectAttempt {
  return connectTcp(
    target,
    cluster.connectTimeoutMs,
    core.sockets,
    (socket) => {
      const local = localAddressOf(socket);
      connected({ socket, info: { id: core.nextConnectionId(), protocol, ...(local === undefined ? {} : { local }) } });
    },
    failed,
  );
}
