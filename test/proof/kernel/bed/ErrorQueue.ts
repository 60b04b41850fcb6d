import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { SOL_IP, SOL_IPV6 } from '../../../../src/proxy/sys/linux.js';
import { setIntOption } from '../../../../src/proxy/sys/socketOptions.js';
import { errnoName } from '../../../../src/proxy/sys/SystemCallError.js';
import { bytes, CMSG_HEADER, MESSAGE } from './DatagramServer.js';

const IP_RECVERR = 11;
const IPV6_RECVERR = 25;
const MSG_ERRQUEUE = 0x2000;
const CONTROL = 128;

/** Lets the kernel keep ICMP errors for the socket (IP_RECVERR). */
export function queueErrors(libc: Libc, fd: number, family: 4 | 6): void {
  if (family === 4) setIntOption(libc, fd, SOL_IP, IP_RECVERR, 1);
  else setIntOption(libc, fd, SOL_IPV6, IPV6_RECVERR, 1);
}

/** The ICMP errors about a socket, as the errors of connect(2) that they stand for. */
export class ErrorQueue {
  private readonly message = bytes(MESSAGE.size);
  private readonly control = bytes(CONTROL);

  constructor(
    private readonly libc: Libc,
    private readonly fd: number,
  ) {
    this.message.writeBigUInt64LE(libc.addressOf(this.control), MESSAGE.control);
  }

  /** `undefined`: there is none. */
  next(): string | undefined {
    this.message.writeBigUInt64LE(BigInt(CONTROL), MESSAGE.controlLength);
    if (this.libc.recvmsg(this.fd, this.message, MSG_ERRQUEUE) < 0) return undefined;
    // struct sock_extended_err begins with ee_errno.
    return errnoName(this.control.readUInt32LE(CMSG_HEADER));
  }
}
