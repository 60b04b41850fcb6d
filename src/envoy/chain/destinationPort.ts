import type { ChainLevel } from './ChainLevel.js';
import { firstKey } from './firstKey.js';

/**
 * Level 1, `destination_port`: the restored local port, else the chains without one. Once a chain names the port, chains
 * without a port are dead for this connection.
 */
export const destinationPort: ChainLevel = {
  field: 'destination_port',
  choose: (matches, { local }) => firstKey(matches, [String(local.port), ''], destinationPort.has),
  has: (match, key) => (match.destinationPort === undefined ? '' : String(match.destinationPort)) === key,
  expected: ({ destinationPort: port }) => (port === undefined ? 'any' : String(port)),
  got: ({ local }) => String(local.port),
};
