import type { SocketAddress } from '../../../../src/net/SocketAddress.js';
import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { AF_INET, AF_INET6, SOCK_CLOEXEC, SOCK_RAW } from '../../../../src/proxy/sys/linux.js';
import { checked } from '../../../../src/proxy/sys/SystemCallError.js';
import { bytes } from './DatagramServer.js';
import type { Namespaces } from './Namespaces.js';

const AF_NETLINK = 16;
const NETLINK_SOCK_DIAG = 4;
const IPPROTO_TCP = 6;
const BY_FAMILY = 20;
const DESTROY = 21;
const NLM_F_REQUEST = 1;
const NLM_F_ACK = 4;
const SYN_RECV = 3;
/** struct nlmsghdr and struct inet_diag_req_v2. */
const HEADER = 16;
const REQUEST = HEADER + 56;
const ID = HEADER + 8;
/** In struct inet_diag_msg, behind the header. */
const ANSWER = { state: HEADER + 1, cookie: HEADER + 4 + 40 } as const;
const COOKIE = ID + 40;

/** The two ends of a connection, as its server sees them. */
export interface Ends {
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
}

/**
 * Connections that wait for the ACK of a client that has given up. A listener keeps them for a second, in which the next SYN of the
 * same addresses and ports would not be a first one, and the socket match would see them: so they are ended (SOCK_DESTROY), which
 * sends nothing.
 */
export class PendingRequests {
  private readonly sockets: readonly number[];
  private readonly answer = bytes(8192);

  constructor(
    private readonly libc: Libc,
    namespaces: Namespaces,
  ) {
    const open = (): number =>
      checked(libc, libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG), 'socket(NETLINK_SOCK_DIAG)');
    this.sockets = (['pod', 'peer', 'peer2'] as const).map((where) => namespaces.within(where, open));
  }

  /** Ends what waits between these ends, in any namespace. */
  end(ends: Ends): void {
    for (const fd of this.sockets) {
      // What is found may also be the listener itself, or a connection.
      if (!this.ask(fd, BY_FAMILY, ends) || this.answer.readUInt8(ANSWER.state) !== SYN_RECV) continue;
      this.ask(fd, DESTROY, ends, Buffer.from(this.answer.subarray(ANSWER.cookie, ANSWER.cookie + 8)));
    }
  }

  close(): void {
    for (const fd of this.sockets) this.libc.close(fd);
  }

  /** Returns whether there was a socket. */
  private ask(fd: number, type: number, ends: Ends, cookie?: Uint8Array): boolean {
    const message = encode(type, ends, cookie);
    checked(this.libc, this.libc.send(fd, message, message.length, 0), 'send(NETLINK_SOCK_DIAG)');
    checked(this.libc, this.libc.recv(fd, this.answer, this.answer.length, 0), 'recv(NETLINK_SOCK_DIAG)');
    return this.answer.readUInt16LE(4) === BY_FAMILY;
  }
}

function encode(type: number, { local, remote }: Ends, cookie: Uint8Array = Buffer.alloc(8, 0xff)): Buffer {
  const message = bytes(REQUEST);
  message.writeUInt32LE(REQUEST, 0);
  message.writeUInt16LE(type, 4);
  message.writeUInt16LE(NLM_F_REQUEST | (type === DESTROY ? NLM_F_ACK : 0), 6);
  message.writeUInt8(local.ip.family === 4 ? AF_INET : AF_INET6, HEADER);
  message.writeUInt8(IPPROTO_TCP, HEADER + 1);
  message.writeUInt32LE(0xffffffff, HEADER + 4);
  message.writeUInt16BE(local.port, ID);
  message.writeUInt16BE(remote.port, ID + 2);
  message.set(local.ip.bytes, ID + 4);
  message.set(remote.ip.bytes, ID + 20);
  message.set(cookie, COOKIE);
  return message;
}
