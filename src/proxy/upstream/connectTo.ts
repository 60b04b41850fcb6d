import type { UpstreamTransportSocket } from '../../envoy/model/TransportSocket.js';
import type { UpstreamHello } from '../../envoy/cluster/upstreamClientHello.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import type { ActiveHost } from '../cluster/ActiveHost.js';
import { poolLimits } from '../cluster/poolLimits.js';
import type { ProxyCore } from '../ProxyCore.js';
import type { ConnectAttempt, Connected } from './Connect.js';
import { connectRaw } from './connectRaw.js';
import { connectTls } from './connectTls.js';
import { countClose } from './countClose.js';
import { socketOf, targetOf } from './hostAddress.js';
import type { UpstreamFailure } from './UpstreamStream.js';

/** A connection that is not of a pool. */
export interface ConnectDemand {
  readonly priority: 'DEFAULT' | 'HIGH';
  readonly listed: boolean;
  readonly source?: { readonly ip: IpAddress; readonly mark: number };
  readonly hello: (socket: Extract<UpstreamTransportSocket, { kind: 'tls' }>) => UpstreamHello;
  readonly filterState: ReadonlyMap<string, string>;
  connected(connection: Connected): void;
  failed(failure: UpstreamFailure): void;
}

/** Connects to a host for one TCP connection; counts until it is closed. */
export function connectTo(
  core: ProxyCore,
  cluster: ActiveCluster,
  host: ActiveHost,
  demand: ConnectDemand,
): ConnectAttempt {
  const socket = socketOf(cluster, host, demand.listed);
  const target = targetOf(cluster, host, demand.source);
  const limits = poolLimits(cluster, host, demand.priority);
  const began = performance.now();
  const connected = (connection: Connected): void => {
    limits.connected(performance.now() - began);
    countClose(connection.socket, cluster.stats);
    connection.socket.once('close', () => limits.disconnected());
    demand.connected(connection);
  };
  const failed = (failure: UpstreamFailure): void => {
    limits.connectFailed(failure);
    demand.failed(failure);
  };
  limits.connecting();
  if (target === undefined || (socket.kind !== 'raw_buffer' && socket.kind !== 'tls')) {
    const timer = setImmediate(() => failed({ kind: 'connection_refused' }));
    return { cancel: () => clearImmediate(timer) };
  }
  const attempt =
    socket.kind === 'tls'
      ? connectTls(
          core,
          cluster,
          target,
          { socket, hello: demand.hello(socket), protocol: 'HTTP/1.1' },
          connected,
          failed,
        )
      : connectRaw(core, cluster, target, 'HTTP/1.1', connected, failed);
  return {
    cancel: () => {
      attempt.cancel();
      limits.disconnected();
    },
  };
}
