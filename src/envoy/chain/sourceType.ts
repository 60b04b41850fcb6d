import type { InspectedConnection } from '../model/Connection.js';
import type { ChainLevel } from './ChainLevel.js';
import { firstKey } from './firstKey.js';
import { isSameIpOrLoopback } from './isSameIpOrLoopback.js';

/** Level 7, `source_type`. Once SAME_IP_OR_LOOPBACK or EXTERNAL has a chain, ANY is not consulted. */
export const sourceType: ChainLevel = {
  field: 'source_type',
  choose: (matches, connection) => firstKey(matches, [typeOf(connection), 'ANY'], sourceType.has),
  has: (match, key) => match.sourceType === key,
  expected: (match) => match.sourceType,
  got: typeOf,
};

function typeOf(connection: InspectedConnection): 'SAME_IP_OR_LOOPBACK' | 'EXTERNAL' {
  return isSameIpOrLoopback(connection) ? 'SAME_IP_OR_LOOPBACK' : 'EXTERNAL';
}
