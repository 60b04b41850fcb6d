import type { Libc } from '../../../../src/proxy/sys/Libc.js';
import type { Observation, ReachedSocket, SentPacket } from '../contract.js';
import type { Barrier } from './Barrier.js';
import type { Counters } from './counters/Counters.js';
import type { Namespaces } from './Namespaces.js';
import type { RuleLoader } from './RuleLoader.js';
import { closeSender, openSender, type Sender } from './Sender.js';
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

  constructor(
    private readonly libc: Libc,
    private readonly namespaces: Namespaces,
    private readonly servers: Servers,
    private readonly barrier: Barrier,
    private readonly loader: RuleLoader,
  ) {}

  /** To be called when rules were loaded. */
  startCounting(): void {
    this.counted.clear();
  }

  forget(): void {
    this.servers.hangUp();
    this.counted.clear();
  }

  establish(_packets: readonly SentPacket[]): void {
    throw new Error('not yet');
  }

  send(packet: SentPacket, patient: number): Observation {
    const { family } = ipOf(packet.destination);
    const counted = this.countersOf(family);
    const sender = openSender(this.libc, this.namespaces, packet);
    const { senderSees, reached } = this.settle(sender, patient);
    const hits = hitsSince(counted);
    closeSender(this.libc, sender);
    this.servers.hangUp();
    this.loader.forgetFlows();
    return { senderSees, ...(reached && { reached }), hits };
  }

  /** Until nothing moves any more: then what has not happened will not, but for timers. */
  private settle(sender: Sender, patient: number): Pick<Observation, 'senderSees' | 'reached'> {
    const until = patient === 0 ? 0 : performance.now() + patient;
    let reached: ReachedSocket | undefined;
    let senderSees: string | undefined;
    let quiet = 0;
    for (let round = 0; round < MOST_ROUNDS || performance.now() < until; round++) {
      const passedAtOnce = this.barrier.pass();
      const taken = this.servers.take();
      reached ??= taken[0];
      const before = senderSees;
      senderSees ??= sender.outcome();
      const moved = !passedAtOnce || taken.length > 0 || senderSees !== before;
      quiet = moved ? 0 : quiet + 1;
      if (quiet < QUIET_ROUNDS) continue;
      if (senderSees !== undefined || performance.now() >= until) break;
      const more = this.servers.take(1);
      reached ??= more[0];
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
