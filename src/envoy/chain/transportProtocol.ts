import type { ChainLevel } from './ChainLevel.js';
import { firstKey } from './firstKey.js';

/** Level 4, `transport_protocol`: what the inspectors found (`tls`, else `raw_buffer`), else the chains without one. */
export const transportProtocol: ChainLevel = {
  field: 'transport_protocol',
  choose: (matches, connection) => firstKey(matches, [connection.transportProtocol, ''], transportProtocol.has),
  has: (match, key) => match.transportProtocol === key,
  expected: (match) => (match.transportProtocol === '' ? 'any' : match.transportProtocol),
  got: (connection) => connection.transportProtocol,
};
