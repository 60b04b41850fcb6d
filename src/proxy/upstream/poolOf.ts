import { matchTransportSocket } from '../../envoy/cluster/matchTransportSocket.js';
import type { UpstreamTransportSocket } from '../../envoy/model/TransportSocket.js';
import type { IpAddress } from '../../net/IpAddress.js';
import { parseIp } from '../../net/IpAddress.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import type { ActiveHost } from '../cluster/ActiveHost.js';
import { poolLimits } from '../cluster/poolLimits.js';
import type { ProxyCore } from '../ProxyCore.js';
import type { Connect } from './Connect.js';
import { connectRaw } from './connectRaw.js';
import type { DialTarget } from './connectTcp.js';
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
  if (socket.kind !== 'raw_buffer') return { unknown: `transport socket ${socket.kind} of ${cluster.cluster.name}` };
  const key = `${demand.protocol} ${demand.priority} ${demand.source?.ip.text ?? ''}`;
  const known = host.pools.get(key);
  if (known !== undefined) return known;
  const target = targetOf(cluster, host, demand);
  if (target === undefined) return { unknown: `address of ${host.label}` };
  const connect: Connect = (connected, failed) => connectRaw(core, cluster, target, demand.protocol, connected, failed);
  const pool = new Http1Pool(connect, poolLimits(cluster, host, demand.priority), cluster.settings);
  host.pools.set(key, pool);
  return pool;
}

function socketOf({ cluster }: ActiveCluster, { host }: ActiveHost, listed: boolean): UpstreamTransportSocket {
  if (cluster.transportSocketMatches.length === 0) return cluster.transportSocket;
  return matchTransportSocket(cluster, listed ? host : undefined).value ?? cluster.transportSocket;
}

/** Where to, and from which address: the client's own, else the cluster's `upstream_bind_config`. */
function targetOf({ cluster }: ActiveCluster, { host }: ActiveHost, { source }: PoolDemand): DialTarget | undefined {
  const { address } = host;
  if (address.kind === 'pipe') return { kind: 'pipe', path: address.path };
  if (address.kind !== 'socket_address' || address.ip === undefined) return undefined;
  const destination = { ip: address.ip, port: address.port };
  if (source !== undefined && source.ip.family === address.ip.family)
    return { kind: 'address', destination, source: { ip: source.ip, port: 0 }, mark: source.mark, transparent: true };
  const bound = cluster.bindSourceAddresses.map(parseIp).find((ip) => ip?.family === destination.ip.family);
  const from = bound === undefined ? {} : { source: { ip: bound, port: 0 } };
  return { kind: 'address', destination, ...from, mark: 0, transparent: false };
}
