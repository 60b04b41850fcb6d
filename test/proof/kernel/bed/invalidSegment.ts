import type { IpAddress } from '../../../../src/net/IpAddress.js';
import type { SocketAddress } from '../../../../src/net/SocketAddress.js';

const HEADER = 20;
const SYN_ACK = 0x12;
const IPPROTO_TCP = 6;

/** A SYN+ACK without options, which fits no flow that conntrack knows: its state is INVALID. */
export function invalidSegment(source: SocketAddress, destination: SocketAddress): Uint8Array {
  const segment = Buffer.from(new ArrayBuffer(HEADER));
  segment.writeUInt16BE(source.port, 0);
  segment.writeUInt16BE(destination.port, 2);
  segment.writeUInt32BE(1, 4);
  segment.writeUInt32BE(1, 8);
  segment.writeUInt8((HEADER / 4) << 4, 12);
  segment.writeUInt8(SYN_ACK, 13);
  segment.writeUInt16BE(0xffff, 14);
  segment.writeUInt16BE(checksum(source.ip, destination.ip, segment), 16);
  return segment;
}

/** RFC 9293 §3.1, with the pseudo header of IPv4 or of IPv6 (RFC 8200 §8.1), whose sums do not differ. */
function checksum(source: IpAddress, destination: IpAddress, segment: Buffer): number {
  const summed = Buffer.concat([Buffer.from(source.bytes), Buffer.from(destination.bytes), segment]);
  let sum = IPPROTO_TCP + segment.length;
  for (let at = 0; at < summed.length; at += 2) sum += summed.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
