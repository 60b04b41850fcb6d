import { ipFromBytes } from '../../../../src/net/IpAddress.js';
import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { SystemCallError } from '../../../../src/proxy/sys/SystemCallError.js';
import { ACK, Netlink, type NetlinkMessage } from './counters/Netlink.js';
import { align, attributesOf, messagesOf, type Span } from './counters/attributes.js';
import type { Ends } from './PendingRequests.js';
import type { Namespaces } from './Namespaces.js';

const CONNTRACK_NEW = 1 << 8;
const CONNTRACK_DELETE = (1 << 8) | 2;
const NEW_FLOWS = 1;
/** Attributes that say which flow is meant: its original tuple and its zone. */
const IDENTITY = [1, 18] as const;
const TUPLE_REPLY = 2;
const TUPLE_IP = 1;
const TUPLE_PROTOCOL = 2;

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

  /** Forgets the flows that are new since the last call of any of these. Returns who answers whom in them. */
  forgetNew(): readonly Ends[] {
    const answers: Ends[] = [];
    for (let event = this.events.event(); event !== undefined; event = this.events.event()) {
      answers.push(...answersOf(event));
      for (const message of deletions(event)) {
        try {
          this.requests.request([message]);
        } catch (error) {
          // It is gone already.
          if (!(error instanceof SystemCallError && error.code === 'ENOENT')) throw error;
        }
      }
    }
    return answers;
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
  return newFlows(messages).map(({ family, attributes }) => {
    // With the header of each attribute.
    const identity = IDENTITY.flatMap((type) => {
      const span = attributes.get(type);
      return span === undefined ? [] : [messages.subarray(span.start - 4, align(span.end))];
    });
    return { type: CONNTRACK_DELETE, family, flags: ACK, body: Buffer.concat(identity) };
  });
}

/** The ends of the answers: of the tuple of the reply, source and destination. */
function answersOf(messages: Buffer): readonly Ends[] {
  return newFlows(messages).flatMap(({ attributes }) => {
    const reply = within(messages, attributes.get(TUPLE_REPLY));
    const ip = within(messages, reply.get(TUPLE_IP));
    const ports = within(messages, reply.get(TUPLE_PROTOCOL));
    const ends = ([0, 1] as const).map((end) => {
      const address = ip.get(1 + end) ?? ip.get(3 + end);
      const port = ports.get(2 + end);
      if (address === undefined || port === undefined) return undefined;
      return {
        ip: ipFromBytes([...messages.subarray(address.start, address.end)]),
        port: messages.readUInt16BE(port.start),
      };
    });
    const [local, remote] = ends;
    return local === undefined || remote === undefined ? [] : [{ local, remote }];
  });
}

interface NewFlow {
  readonly family: number;
  readonly attributes: ReadonlyMap<number, Span>;
}

function newFlows(messages: Buffer): readonly NewFlow[] {
  return messagesOf(messages)
    .filter(({ type }) => type === CONNTRACK_NEW)
    .map(({ start, end }) => ({
      family: messages.readUInt8(start),
      attributes: attributesOf(messages, start + 4, end),
    }));
}

function within(messages: Buffer, span: Span | undefined): ReadonlyMap<number, Span> {
  return span === undefined ? new Map() : attributesOf(messages, span.start, span.end);
}
