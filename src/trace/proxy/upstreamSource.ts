import type { Cluster } from '../../envoy/model/Cluster.js';
import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { SendState } from '../walk/state/WalkState.js';
import type { ProxyVisit } from './ProxyVisit.js';

/**
 * What the proxy's socket towards a host is bound to. An original_src filter of the listener gives it the client's address
 * and a mark before it is bound, and so wins over the cluster's `upstream_bind_config` (Envoy
 * extensions/filters/common/original_src/original_src_socket_option.cc, common/network/connection_impl.cc); of that the
 * first address of the destination's family counts.
 */
export function upstreamSource(
  { listener, connection }: ProxyVisit,
  cluster: Cluster,
  destination: IpAddress,
): Pick<SendState, 'source' | 'mark' | 'transparent'> {
  const filter = listener.listenerFilters.find(({ kind }) => kind === 'original_src');
  const { ip: client } = connection.source;
  if (filter !== undefined && client.family === destination.family)
    return { source: client, mark: filter.mark ?? 0, transparent: true };
  const bound = cluster.bindSourceAddresses.map(parseIp).find((ip) => ip?.family === destination.family);
  return { mark: 0, ...(bound === undefined ? {} : { source: bound }) };
}
