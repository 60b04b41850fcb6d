import { ipFromBytes } from '../../../../src/net/IpAddress.js';
import type { SocketAddress } from '../../../../src/net/SocketAddress.js';
import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { SOL_IP, SOL_IPV6 } from '../../../../src/proxy/sys/linux.js';
import { decodeSockaddr } from '../../../../src/proxy/sys/sockaddr.js';

export const IP_PKTINFO = 8;
export const IPV6_RECVPKTINFO = 49;
const IPV6_PKTINFO = 50;
const NAME = 28;
const CONTROL = 64;
/** Where things stand in struct msghdr on 64-bit machines. */
export const MESSAGE = {
  name: 0,
  nameLength: 8,
  vector: 16,
  vectorLength: 24,
  control: 32,
  controlLength: 40,
  size: 56,
} as const;
export const CMSG_HEADER = 16;

/** A datagram that a server took. */
export interface Datagram {
  /** Destination address of the packet; the port is the socket's. */
  readonly to: SocketAddress['ip'];
  readonly from: SocketAddress;
}

/** Takes datagrams and answers each from the address that it was sent to (IP_PKTINFO), as a careful server does. */
export class DatagramServer {
  private readonly message = bytes(MESSAGE.size);
  private readonly name = bytes(NAME);
  private readonly vector = bytes(16);
  private readonly data = bytes(64);
  private readonly control = bytes(CONTROL);

  constructor(private readonly libc: Libc) {
    this.vector.writeBigUInt64LE(libc.addressOf(this.data), 0);
    this.message.writeBigUInt64LE(libc.addressOf(this.name), MESSAGE.name);
    this.message.writeBigUInt64LE(libc.addressOf(this.vector), MESSAGE.vector);
    this.message.writeBigUInt64LE(1n, MESSAGE.vectorLength);
    this.message.writeBigUInt64LE(libc.addressOf(this.control), MESSAGE.control);
  }

  /** `undefined`: there is no datagram waiting. */
  receive(fd: number): Datagram | undefined {
    this.message.writeUInt32LE(NAME, MESSAGE.nameLength);
    this.message.writeBigUInt64LE(BigInt(CONTROL), MESSAGE.controlLength);
    this.vector.writeBigUInt64LE(BigInt(this.data.length), 8);
    const length = this.libc.recvmsg(fd, this.message, 0);
    if (length < 0) return undefined;
    this.vector.writeBigUInt64LE(BigInt(length), 8);
    const from = decodeSockaddr(this.name);
    const to = this.destination();
    return from && to && { from, to };
  }

  /** Sends back what was received last, from where that was sent to. */
  answer(fd: number): void {
    const isV4 = this.control.readUInt32LE(8) === SOL_IP;
    const info = this.control.subarray(CMSG_HEADER);
    if (isV4) {
      info.writeUInt32LE(0, 0);
      // The address is told in ipi_addr and taken from ipi_spec_dst.
      info.copy(info, 4, 8, 12);
    } else info.writeUInt32LE(0, 16);
    this.message.writeBigUInt64LE(BigInt(isV4 ? 32 : 40), MESSAGE.controlLength);
    this.libc.sendmsg(fd, this.message, 0);
  }

  private destination(): SocketAddress['ip'] | undefined {
    const level = this.control.readUInt32LE(8);
    const type = this.control.readUInt32LE(12);
    const info = this.control.subarray(CMSG_HEADER);
    if (level === SOL_IP && type === IP_PKTINFO) return ipFromBytes([...info.subarray(8, 12)]);
    if (level === SOL_IPV6 && type === IPV6_PKTINFO) return ipFromBytes([...info.subarray(0, 16)]);
    return undefined;
  }
}

/** Memory that stays where it is. */
export function bytes(size: number): Buffer {
  return Buffer.from(new ArrayBuffer(size));
}
