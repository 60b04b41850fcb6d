import type { UpstreamTransportSocket } from '../../envoy/model/TransportSocket.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import type { ActiveHost } from '../cluster/ActiveHost.js';
import { poolLimits } from '../cluster/poolLimits.js';
import type { ProxyCore } from '../ProxyCore.js';
import type { Connect, Connected } from './Connect.js';
import { connectRaw } from './connectRaw.js';
import { connectTls } from './connectTls.js';
import { countClose } from './countClose.js';
import { socketOf, targetOf } from './hostAddress.js';
import { Http2Pool } from './http2/Http2Pool.js';
import { Http1Pool } from './http1/Http1Pool.js';
import type { UpstreamPool } from './UpstreamStream.js';

/** What a request asks of the connection that it goes over. */
export interface PoolDemand {
  readonly protocol: 'HTTP/1.1' | 'HTTP/2';
  readonly priority: 'DEFAULT' | 'HIGH';
  readonly listed: boolean;
  /** What the socket is bound to, where the listener keeps the client's address. */
  readonly source?: { readonly ip: IpAddress; readonly mark: number };
  /** For TLS: what the client hello says. */
  readonly hello: (socket: Extract<UpstreamTransportSocket, { kind: 'tls' }>) => {
    readonly sni: string;
    readonly alpn: readonly string[];
  };
}

/** The pool towards a host that fits a request, or what cannot be done. */
export function poolOf(
  core: ProxyCore,
  cluster: ActiveCluster,
  host: ActiveHost,
  demand: PoolDemand,
): UpstreamPool | { readonly unknown: string } {
  const socket = socketOf(cluster, host, demand.listed);
  if (socket.kind !== 'raw_buffer' && socket.kind !== 'tls') {
    return { unknown: `transport socket ${socket.kind} of ${cluster.cluster.name}` };
  }
  const tls = socket.kind === 'tls' ? { socket, hello: demand.hello(socket), protocol: demand.protocol } : undefined;
  const about = tls === undefined ? '' : ` ${tls.socket.at} ${tls.hello.sni} ${tls.hello.alpn.join()}`;
  const key = `${demand.protocol} ${demand.priority} ${demand.source?.ip.text ?? ''}${about}`;
  const known = host.pools.get(key);
  if (known !== undefined) return known;
  const target = targetOf(cluster, host, demand.source);
  if (target === undefined) return { unknown: `address of ${host.label}` };
  const connect: Connect = (whenConnected, failed) => {
    const connected = (connection: Connected): void => {
      countClose(connection.socket, cluster.stats);
      whenConnected(connection);
    };
    return tls === undefined
      ? connectRaw(core, cluster, target, demand.protocol, connected, failed)
      : connectTls(core, cluster, target, tls, connected, failed);
  };
  const limits = poolLimits(cluster, host, demand.priority, demand.protocol);
  const pool =
    demand.protocol === 'HTTP/2'
      ? new Http2Pool(connect, limits, cluster.settings)
      : new Http1Pool(connect, limits, cluster.settings);
  host.pools.set(key, pool);
  return pool;
}
