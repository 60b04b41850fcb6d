import type { Libc } from '../../../../../src/proxy/sys/Libc.js';
import { SOCK_CLOEXEC, SOCK_RAW } from '../../../../../src/proxy/sys/linux.js';
import { checked, errnoName, SystemCallError } from '../../../../../src/proxy/sys/SystemCallError.js';
import { align } from './attributes.js';
import { bytes } from '../DatagramServer.js';

const AF_NETLINK = 16;
const NETLINK_NETFILTER = 12;
const NLM_F_REQUEST = 1;
const NLM_F_ACK = 4;
const NLM_F_DUMP = 0x300;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const MSG_DONTWAIT = 0x40;
const HEADER = 16;
const ROOM = 4 * 1024 * 1024;

/** A message to nfnetlink: its type, flags, and what follows the header. */
export interface NetlinkMessage {
  readonly type: number;
  readonly flags?: number;
  /** Address family, and the resource id of batches. */
  readonly family: number;
  readonly resource?: number;
  /** Attributes. */
  readonly body?: Buffer;
}

/** A socket of nfnetlink in the namespace that the thread is in when it is made. */
export class Netlink {
  private readonly fd: number;
  private readonly answer = bytes(ROOM);

  /** `groups`: a bit for each of the first multicast groups that it listens to. */
  constructor(
    private readonly libc: Libc,
    groups = 0,
  ) {
    this.fd = checked(libc, libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER), 'socket(AF_NETLINK)');
    if (groups === 0) return;
    const address = bytes(12);
    address.writeUInt16LE(AF_NETLINK, 0);
    address.writeUInt32LE(groups, 8);
    checked(libc, libc.bind(this.fd, address, address.length), 'bind(AF_NETLINK)');
  }

  /** A message of a group, if there is one. It is overwritten by the next call. */
  event(): Buffer | undefined {
    const length = this.libc.recv(this.fd, this.answer, this.answer.length, MSG_DONTWAIT);
    return length < 0 ? undefined : this.answer.subarray(0, length);
  }

  /** All answers to a dump, behind each other. They are overwritten by the next call. */
  dump(message: NetlinkMessage): Buffer {
    this.send([{ ...message, flags: NLM_F_DUMP }]);
    let end = 0;
    for (;;) {
      const part = this.answer.subarray(end);
      const length = checked(this.libc, this.libc.recv(this.fd, part, part.length, 0), 'recv(netlink)');
      const last = lastType(part.subarray(0, length));
      if (last.type === NLMSG_ERROR) throw new SystemCallError(errnoName(-last.status), 'netlink dump');
      end += length;
      if (last.type === NLMSG_DONE) return this.answer.subarray(0, end);
    }
  }

  /** Sends messages at once and waits for the acknowledgement of the last but `batchEnd`. */
  request(messages: readonly NetlinkMessage[]): void {
    this.send(messages);
    const length = checked(this.libc, this.libc.recv(this.fd, this.answer, this.answer.length, 0), 'recv(netlink)');
    const status = length >= HEADER + 4 ? this.answer.readInt32LE(HEADER) : 0;
    if (status !== 0) throw new SystemCallError(errnoName(-status), 'netlink');
  }

  close(): void {
    this.libc.close(this.fd);
  }

  private send(messages: readonly NetlinkMessage[]): void {
    const all = Buffer.concat(messages.map(encode));
    checked(this.libc, this.libc.send(this.fd, all, all.length, 0), 'send(netlink)');
  }
}

export const ACK = NLM_F_ACK;

function encode({ type, flags = 0, family, resource = 0, body }: NetlinkMessage): Buffer {
  const message = Buffer.alloc(HEADER + 4 + (body?.length ?? 0));
  body?.copy(message, HEADER + 4);
  message.writeUInt32LE(message.length, 0);
  message.writeUInt16LE(type, 4);
  message.writeUInt16LE(NLM_F_REQUEST | flags, 6);
  message.writeUInt32LE(1, 8);
  message.writeUInt8(family, HEADER);
  message.writeUInt16BE(resource, HEADER + 2);
  return message;
}

function lastType(messages: Buffer): { readonly type: number; readonly status: number } {
  let at = 0;
  for (;;) {
    const next = at + align(messages.readUInt32LE(at));
    const type = messages.readUInt16LE(at + 4);
    if (next >= messages.length || type === NLMSG_ERROR) {
      return { type, status: at + HEADER + 4 <= messages.length ? messages.readInt32LE(at + HEADER) : 0 };
    }
    at = next;
  }
}
