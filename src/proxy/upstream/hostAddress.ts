import { matchTransportSocket } from '../../envoy/cluster/matchTransportSocket.js';
import type { UpstreamTransportSocket } from '../../envoy/model/TransportSocket.js';
import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import type { ActiveHost } from '../cluster/ActiveHost.js';
import type { DialTarget } from './connectTcp.js';

/** The transport socket towards a host; one that is not listed (ORIGINAL_DST) has no metadata. */
export function socketOf({ cluster }: ActiveCluster, active: ActiveHost, listed: boolean): UpstreamTransportSocket {
  if (cluster.transportSocketMatches.length === 0) return cluster.transportSocket;
  const { host, chosen } = active;
  if (chosen?.host === host && chosen.listed === listed) return chosen.socket;
  const socket = matchTransportSocket(cluster, listed ? host : undefined).value ?? cluster.transportSocket;
  active.chosen = { host, listed, socket };
  return socket;
}

/**
 * Where to, and from which address: the client's own where an original_src filter asks for it, else the cluster's
 * `upstream_bind_config`. undefined: the host has no address that could be dialled.
 */
export function targetOf(
  { cluster }: ActiveCluster,
  { host }: ActiveHost,
  source: { readonly ip: IpAddress; readonly mark: number } | undefined,
): DialTarget | undefined {
  const { address } = host;
  if (address.kind === 'pipe') return { kind: 'pipe', path: address.path };
  if (address.kind !== 'socket_address' || address.ip === undefined) return undefined;
  const destination = { ip: address.ip, port: address.port };
  if (source?.ip.family === address.ip.family)
    return { kind: 'address', destination, source: { ip: source.ip, port: 0 }, mark: source.mark, transparent: true };
  const bound = cluster.bindSourceAddresses.map(parseIp).find((ip) => ip?.family === destination.ip.family);
  const from = bound === undefined ? {} : { source: { ip: bound, port: 0 } };
  return { kind: 'address', destination, ...from, mark: 0, transparent: false };
}
