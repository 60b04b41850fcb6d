import { ipEquals, type IpAddress } from '../../net/IpAddress.js';
import type { InspectedConnection } from '../model/Connection.js';
import type { ChainLevel } from './ChainLevel.js';
import { firstKey } from './firstKey.js';

/**
 * Level 7, `source_type`: local is a peer of exactly 127.0.0.1 or ::1, or one with the local address (network/utility.cc
 * isSameIpOrLoopback; 127.0.0.9 is external, measured). Once LOCAL or EXTERNAL has a chain, ANY is not consulted.
 */
export const sourceType: ChainLevel = {
  field: 'source_type',
  choose: (matches, connection) =>
    firstKey(matches, [isLocal(connection) ? 'SAME_IP_OR_LOOPBACK' : 'EXTERNAL', 'ANY'], sourceType.has),
  has: (match, key) => match.sourceType === key,
  expected: (match) => match.sourceType,
  got: (connection) => (isLocal(connection) ? 'SAME_IP_OR_LOOPBACK' : 'EXTERNAL'),
};

function isLocal({ source, local }: InspectedConnection): boolean {
  return ipEquals(source.ip, local.ip) || isTheLoopbackAddress(source.ip);
}

function isTheLoopbackAddress(ip: IpAddress): boolean {
  return ip.text === '127.0.0.1' || ip.text === '::1';
}
