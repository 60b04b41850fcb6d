import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { SystemCallError } from '../../../../src/proxy/sys/SystemCallError.js';
import { ACK, align, Netlink, type NetlinkMessage } from './counters/Netlink.js';
import type { Namespaces } from './Namespaces.js';

const CONNTRACK_NEW = 1 << 8;
const CONNTRACK_DELETE = (1 << 8) | 2;
const NEW_FLOWS = 1;
/** Attributes that say which flow is meant: its original tuple and its zone. */
const IDENTITY: ReadonlySet<number> = new Set([1, 18]);

/**
 * The flows that conntrack knows in the pod. To flush all of them the kernel looks through its whole table, which takes longer than
 * the packet that made them; so it is asked to tell of each new one, and to forget just these.
 */
export class Flows {
  private readonly events: Netlink;
  private readonly requests: Netlink;

  constructor(libc: Libc, namespaces: Namespaces) {
    [this.events, this.requests] = namespaces.within('pod', () => [new Netlink(libc, NEW_FLOWS), new Netlink(libc)]);
  }

  /** Forgets every flow. */
  forgetAll(): void {
    this.keepNew();
    this.requests.request([{ type: CONNTRACK_DELETE, family: 0, flags: ACK }]);
  }

  /** Forgets the flows that are new since the last call of any of these. */
  forgetNew(): void {
    for (let event = this.events.event(); event !== undefined; event = this.events.event()) {
      for (const message of deletions(event)) {
        try {
          this.requests.request([message]);
        } catch (error) {
          // It is gone already.
          if (!(error instanceof SystemCallError && error.code === 'ENOENT')) throw error;
        }
      }
    }
  }

  /** Those that are new stay. */
  keepNew(): void {
    while (this.events.event() !== undefined);
  }

  close(): void {
    this.events.close();
    this.requests.close();
  }
}

function deletions(messages: Buffer): readonly NetlinkMessage[] {
  const found: NetlinkMessage[] = [];
  for (let at = 0; at + 20 <= messages.length; at += align(messages.readUInt32LE(at))) {
    if (messages.readUInt16LE(at + 4) !== CONNTRACK_NEW) continue;
    const end = at + messages.readUInt32LE(at);
    const identity: Buffer[] = [];
    for (let attribute = at + 20; attribute + 4 <= end; attribute += align(messages.readUInt16LE(attribute))) {
      if (!IDENTITY.has(messages.readUInt16LE(attribute + 2) & 0x3fff)) continue;
      identity.push(messages.subarray(attribute, attribute + align(messages.readUInt16LE(attribute))));
    }
    const family = messages.readUInt8(at + 16);
    found.push({ type: CONNTRACK_DELETE, family, flags: ACK, body: Buffer.concat(identity) });
  }
  return found;
}
