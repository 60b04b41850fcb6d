import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { InspectedConnection } from '../model/Connection.js';
import type { ListenerFilter } from '../model/Listener.js';
import type { FilterEffect } from './runListenerFilters.js';

/**
 * `proxy_protocol`: both addresses become the header's; the local one counts as restored where it differs from the socket's, so that
 * `use_original_dst` and ORIGINAL_DST clusters go by it (filters/listener/proxy_protocol/proxy_protocol.cc `readProxyHeader`,
 * measured on Envoy 1.40). Whether a client sends a header is not known unless the connection says so.
 */
export function readProxyHeader({ optional }: ListenerFilter, connection: InspectedConnection): FilterEffect {
  const { proxyHeader } = connection;
  if (proxyHeader === undefined) {
    if (optional) return { connection, outcome: 'passed', summary: 'no PROXY header is sent' };
    const summary = 'it needs a PROXY header, which the request does not describe';
    return { connection, outcome: 'unknown', summary };
  }
  const { addresses } = proxyHeader;
  if (addresses === undefined) return { connection, outcome: 'passed', summary: 'a PROXY header without addresses' };
  const { source, destination } = addresses;
  const moved = formatSocketAddress(destination) !== formatSocketAddress(connection.local);
  return {
    connection: {
      ...connection,
      source,
      directSource: connection.directSource ?? connection.source,
      local: destination,
      restored: connection.restored || moved,
    },
    outcome: 'detected',
    summary: `from ${formatSocketAddress(source)} to ${formatSocketAddress(destination)}`,
  };
}
