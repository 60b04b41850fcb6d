import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import { localAddress } from '../../../../src/proxy/sys/socketNames.js';
import type { Observation, ReachedSocket, SentPacket } from '../contract.js';
import type { Barrier } from './Barrier.js';
import { closeSilently } from './closeSilently.js';
import type { Counters } from './counters/Counters.js';
import type { Flows } from './Flows.js';
import type { Namespaces } from './Namespaces.js';
import { outcomeOf, type Outcome } from './outcome.js';
import type { Ends, PendingRequests } from './PendingRequests.js';
import type { RuleLoader } from './RuleLoader.js';
import { openSender, payloadOf, sendBytes, type Sender } from './Sender.js';
import { ipOf, type Servers } from './Servers.js';

/** Rounds without anything new before nothing more is expected: an answer may wait behind one barrier. */
const QUIET_ROUNDS = 2;
const MOST_ROUNDS = 200;

interface Counted {
  readonly counters: Counters;
  last: Float64Array;
}

/** Sends packets, one after the other, and observes each. */
export class Exchange {
  private readonly counted = new Map<4 | 6, readonly Counted[]>();
  private readonly established = new Map<string, Sender>();

  constructor(
    private readonly libc: Libc,
    private readonly namespaces: Namespaces,
    private readonly servers: Servers,
    private readonly barrier: Barrier,
    private readonly loader: RuleLoader,
    private readonly flows: Flows,
    private readonly pending: PendingRequests,
  ) {}

  /** To be called when rules were loaded. */
  startCounting(): void {
    this.counted.clear();
  }

  /** Ends all connections. */
  forget(): void {
    for (const sender of this.established.values()) this.end(sender);
    this.established.clear();
    this.servers.hangUpAll();
  }

  /** Opens connections that stay. Throws where there is nobody to answer, as no rule is in force. */
  establish(packets: readonly SentPacket[]): void {
    for (const packet of packets) {
      const opening: SentPacket = { ...packet, state: 'new' };
      const sender = openSender(this.libc, this.namespaces, opening);
      const { senderSees } = this.settle(outcomeOf(this.libc, sender, opening), 100);
      if (senderSees !== 'connected' && senderSees !== 'answered') {
        throw new Error(`no connection before the rules: ${senderSees}: ${JSON.stringify(packet)}`);
      }
      this.established.set(keyOf(packet), sender);
      this.servers.keep();
    }
    this.flows.keepNew();
  }

  send(packet: SentPacket, patient: number): Observation {
    const counted = this.countersOf(ipOf(packet.destination).family);
    const isKept = packet.state === 'established';
    const sender = isKept ? this.sendOn(packet) : openSender(this.libc, this.namespaces, packet);
    const { senderSees, reached } = this.settle(outcomeOf(this.libc, sender, packet), patient);
    const hits = hitsSince(counted);
    if (isKept) this.established.delete(keyOf(packet));
    const ends = this.endsOf(sender, packet);
    this.end(sender);
    this.servers.hangUp();
    const answers = this.flows.forgetNew();
    // A connection that was made and accepted leaves nothing to wait for.
    const isDone = senderSees === 'connected' && reached !== undefined;
    if (packet.protocol === 'tcp' && !isDone) for (const pending of [...ends, ...answers]) this.pending.end(pending);
    return { senderSees, ...(reached && { reached }), hits };
  }

  private sendOn(packet: SentPacket): Sender {
    const sender = this.established.get(keyOf(packet));
    if (sender === undefined) throw new Error(`not established before the rules: ${JSON.stringify(packet)}`);
    return sendBytes(this.libc, sender.fd, payloadOf(packet));
  }

  /** As a server sees them to whom the packet came as it was sent. */
  private endsOf({ fd }: Sender, { destination, destinationPort }: SentPacket): readonly Ends[] {
    const remote = fd < 0 ? undefined : localAddress(this.libc, fd);
    return remote === undefined ? [] : [{ local: { ip: ipOf(destination), port: destinationPort }, remote }];
  }

  private end({ fd }: Sender): void {
    if (fd >= 0) closeSilently(this.libc, fd);
  }

  /** Until nothing moves any more: then what has not happened will not, but for timers. */
  private settle(outcome: Outcome, patient: number): Pick<Observation, 'senderSees' | 'reached'> {
    const until = patient === 0 ? 0 : performance.now() + patient;
    let reached: ReachedSocket | undefined;
    let senderSees: string | undefined;
    let quiet = 0;
    for (let round = 0; round < MOST_ROUNDS || performance.now() < until; round++) {
      const passedAtOnce = this.barrier.pass();
      const taken = this.servers.take();
      reached ??= taken[0];
      const before = senderSees;
      senderSees ??= outcome();
      const moved = !passedAtOnce || taken.length > 0 || senderSees !== before;
      quiet = moved ? 0 : quiet + 1;
      if (quiet < QUIET_ROUNDS) continue;
      if (senderSees !== undefined || performance.now() >= until) break;
      reached ??= this.servers.take(1)[0];
    }
    return { senderSees: senderSees ?? 'timeout', ...(reached && { reached }) };
  }

  private countersOf(family: 4 | 6): readonly Counted[] {
    const known = this.counted.get(family);
    if (known !== undefined) return known;
    const counted = this.loader.counters(family).map((counters) => ({ counters, last: counters.read() }));
    this.counted.set(family, counted);
    return counted;
  }
}

function keyOf({ protocol, sourcePort, destination, destinationPort }: SentPacket): string {
  return `${protocol} ${sourcePort} ${destination} ${destinationPort}`;
}

function hitsSince(counted: readonly Counted[]): Readonly<Record<string, number>> {
  const hits: Record<string, number> = {};
  for (const entry of counted) {
    const now = entry.counters.read();
    for (const [at, count] of now.entries()) {
      const more = count - (entry.last[at] ?? 0);
      if (more !== 0) hits[entry.counters.names[at] ?? ''] = more;
    }
    entry.last = now;
  }
  return hits;
}
