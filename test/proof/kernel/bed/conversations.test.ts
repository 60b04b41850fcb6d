import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Observation, SentPacket } from '../contract.js';
import type { Bed } from './Bed.js';
import { openBed } from './openBed.js';

/** What another bed recorded, see test/netfilter/random/README.md: the same has to be seen in this one. */
interface Recorded {
  readonly sets: readonly {
    readonly family: 'ip' | 'ip6';
    readonly backend: 'nft' | 'legacy';
    readonly rules: string;
    readonly packets: readonly RecordedPacket[];
    readonly seen: readonly RecordedSeen[];
  }[];
}
interface RecordedPacket {
  readonly dir: 'out' | 'in';
  readonly proto: 'tcp' | 'udp';
  readonly src?: string;
  readonly sport: number;
  readonly dst: string;
  readonly dport: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mark?: number;
}
interface RecordedSeen {
  readonly sees: string;
  readonly socket?: string;
  readonly dialled?: string;
  readonly hits?: Readonly<Record<string, number>>;
}

const FILE = join(import.meta.dirname, '../../../netfilter/random/conversations.json');
const { sets } = JSON.parse(readFileSync(FILE, 'utf8')) as Recorded;
const isRoot = process.getuid?.() === 0;

let bed: Bed | undefined;
beforeAll(async () => {
  if (isRoot) bed = await openBed();
});
afterAll(() => bed?.close());

describe.skipIf(!isRoot)(isRoot ? 'recorded conversations' : 'recorded conversations (skipped: not root)', () => {
  test.each(sets.map((set, at) => ({ ...set, name: `set ${at + 1}, ${set.family}, ${set.backend}` })))(
    '$name',
    ({ family, backend, rules, packets, seen }) => {
      const digit = family === 'ip' ? 4 : 6;
      expect(bed?.load([{ loader: backend, family: digit, text: rules }])).toEqual([]);
      const all = packets.map((packet) => bed && inTheirWords(bed.send(sent(packet)), `${backend}${digit} `));
      for (const [at, packet] of packets.entries()) {
        const now = all[at];
        const then = seen[at];
        expect({ packet, ...now }).toEqual({
          packet,
          ...then,
          // Hits were recorded only where the client was answered, and the socket of a datagram had no SO_ORIGINAL_DST.
          ...(then?.hits === undefined && { hits: now?.hits }),
        });
      }
    },
  );
});

function sent({ dir, proto, src, sport, dst, dport, uid = 0, gid = 0, mark = 0 }: RecordedPacket): SentPacket {
  return {
    direction: dir,
    protocol: proto,
    ...(src !== undefined && { source: src }),
    sourcePort: sport,
    destination: dst,
    destinationPort: dport,
    uid,
    gid,
    groups: [],
    mark,
    transparent: false,
    inInterface: dir === 'in' ? 'eth0' : '',
    state: 'new',
  };
}

function inTheirWords({ senderSees, reached, hits }: Observation, prefix: string): RecordedSeen {
  const words: Readonly<Record<string, string>> = { answered: 'connected', ECONNREFUSED: 'refused' };
  return {
    sees: words[senderSees] ?? senderSees,
    ...(reached && { socket: `${reached.where} ${reached.local} from ${reached.peer}` }),
    ...(reached?.originalDestination !== undefined && { dialled: reached.originalDestination }),
    hits: Object.fromEntries(Object.entries(hits).map(([name, count]) => [name.replace(prefix, ''), count])),
  };
}
