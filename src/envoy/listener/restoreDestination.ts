import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { InspectedConnection } from '../model/Connection.js';
import type { FilterEffect } from './runListenerFilters.js';

/**
 * `original_dst`: the local address becomes what SO_ORIGINAL_DST says, also when that is the accepted address itself
 * (filters/listener/original_dst/original_dst.cc).
 */
export function restoreDestination(connection: InspectedConnection): FilterEffect {
  const destination = connection.originalDestination;
  if (destination === undefined) return { connection, outcome: 'passed', summary: 'nothing to restore' };
  return {
    connection: { ...connection, local: destination, restored: true },
    outcome: 'detected',
    summary: `destination ${formatSocketAddress(destination)}`,
  };
}
