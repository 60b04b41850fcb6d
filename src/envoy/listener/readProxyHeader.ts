import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { InspectedConnection } from '../model/Connection.js';
import type { ListenerFilter } from '../model/Listener.js';
import type { FilterEffect } from './runListenerFilters.js';

/**
 * `proxy_protocol`: both addresses become the header's; the local one counts as restored where it differs from the socket's, so that
 * `use_original_dst` and ORIGINAL_DST clusters go by it (filters/listener/proxy_protocol/proxy_protocol.cc `readProxyHeader`,
 * measured on Envoy 1.40). The header is taken off: a filter behind finds none. A client that sends something else is refused, unless
 * `allow_requests_without_proxy_protocol`.
 */
export function readProxyHeader(filter: ListenerFilter, connection: InspectedConnection): FilterEffect {
  const { proxyHeader } = connection;
  if (proxyHeader === undefined || proxyHeader === 'none') return withoutHeader(filter, connection);
  const rest: InspectedConnection = { ...connection, proxyHeader: 'none' };
  const { addresses } = proxyHeader;
  if (addresses === undefined)
    return { connection: rest, outcome: 'passed', summary: 'a PROXY header without addresses' };
  const { source, destination } = addresses;
  const moved = formatSocketAddress(destination) !== formatSocketAddress(connection.local);
  return {
    connection: {
      ...rest,
      source,
      directSource: connection.directSource ?? connection.source,
      local: destination,
      restored: connection.restored || moved,
    },
    outcome: 'detected',
    summary: `from ${formatSocketAddress(source)} to ${formatSocketAddress(destination)}`,
  };
}

function withoutHeader({ optional }: ListenerFilter, connection: InspectedConnection): FilterEffect {
  const { firstBytes, proxyHeader } = connection;
  if (firstBytes === 'none') return { connection, outcome: 'waited', summary: 'the client sends nothing first' };
  if (optional) return { connection, outcome: 'passed', summary: 'no PROXY header is sent' };
  if (proxyHeader === 'none') return { connection, outcome: 'refused', summary: 'no PROXY header is sent' };
  const summary = 'it needs a PROXY header, which the request does not describe';
  return { connection, outcome: 'unknown', summary };
}
