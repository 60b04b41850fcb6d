import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bed } from './bed/Bed.js';
import type { LoadedRules, Observation, SentPacket } from './contract.js';
import { chiSquared, type Frequency } from '../../../src/lab/verify/chiSquared.js';
import { judge } from './judge.js';
import { missing } from './missing.js';
import { predict } from './predict/predict.js';
import { worldOf } from './runSet.js';

const why = missing();

/** So that five and more are expected of the rarest branch. */
const SENDS = 400;
/** A test fails when chance does it twice in a row what it does once in a thousand times: once in a million runs. */
const TRIES = 2;

interface Repeated {
  readonly name: string;
  readonly rules: string;
  readonly to: string;
  /** Of how many branches every one is seen. */
  readonly branches: number;
  /** The same packet does not always go the same way: its source address and port are others each time. */
  readonly sources?: readonly string[];
}

const CASES: readonly Repeated[] = [
  {
    name: 'statistic --mode random',
    rules: '*filter\n-A OUTPUT -p udp -m statistic --mode random --probability 0.25 -j DROP\nCOMMIT\n',
    to: 'udp 10.0.0.1:53',
    branches: 2,
  },
  {
    name: 'two statistics as kube-proxy has them',
    rules: [
      '*nat',
      '-A OUTPUT -p tcp -d 10.96.0.10 -m statistic --mode random --probability 0.33333333349 -j DNAT --to-destination 10.0.0.1:80',
      '-A OUTPUT -p tcp -d 10.96.0.10 -m statistic --mode random --probability 0.5 -j DNAT --to-destination 10.0.0.1:443',
      '-A OUTPUT -p tcp -d 10.96.0.10 -j DNAT --to-destination 10.0.0.1:8080',
      'COMMIT\n',
    ].join('\n'),
    to: 'tcp 10.96.0.10:7777',
    branches: 3,
  },
  {
    name: 'DNAT to a range of addresses, a hash of the source',
    rules: '*nat\n-A PREROUTING -p tcp -d 10.0.0.2 -j DNAT --to-destination 10.0.0.2-10.0.0.3\nCOMMIT\n',
    to: 'tcp 10.0.0.2:80',
    sources: Array.from({ length: SENDS }, (_, at) => `10.${100 + Math.floor(at / 250)}.7.${1 + (at % 250)}`),
    branches: 2,
  },
  {
    name: 'REDIRECT --to-ports with --random',
    rules: '*nat\n-A OUTPUT -p tcp -j REDIRECT --to-ports 15001-15008 --random\nCOMMIT\n',
    to: 'tcp 10.0.0.1:80',
    // 15001, 15006 and 15008 listen; five ports refuse, alike.
    branches: 4,
  },
  {
    name: 'SNAT to a range of ports',
    rules: '*nat\n-A POSTROUTING -p udp -j SNAT --to-source 10.0.0.3:30000-30007 --random\nCOMMIT\n',
    to: 'udp 10.0.0.1:53',
    branches: 8,
  },
  {
    name: 'MASQUERADE to a range of ports',
    rules: '*nat\n-A POSTROUTING -p udp -j MASQUERADE --to-ports 30000-30007 --random\nCOMMIT\n',
    to: 'udp 10.0.0.1:53',
    branches: 8,
  },
];

describe.skipIf(why !== '')(`where chance decides${why === '' ? '' : ` (skipped: ${why})`}`, () => {
  let bed: Bed | undefined;
  beforeAll(async () => {
    const { openBed } = await import('./bed/openBed.js');
    bed = await openBed();
  });
  afterAll(() => bed?.close());

  describe.each(CASES)('$name', (repeated) => {
    test.each(['nft', 'legacy'] as const)(
      '%s: frequencies fit the probabilities',
      (loader) => {
        if (bed === undefined) throw new Error('no bed');
        const pValues: number[] = [];
        while (pValues.length < TRIES) {
          const frequencies = frequenciesOf(bed, { loader, family: 4, text: repeated.rules }, repeated);
          expect(frequencies.map(({ seen }) => seen > 0)).toEqual(
            Array.from({ length: repeated.branches }, () => true),
          );
          const { pValue, agrees } = chiSquared(frequencies);
          if (agrees) return;
          pValues.push(pValue);
        }
        expect(pValues).toEqual([]);
      },
      60_000,
    );
  });

  test('is judged by a test that tells 0.25 from 0.35', () => {
    expect(chiSquared([share('a', 100, 0.25), share('b', 300, 0.75)]).agrees).toBe(true);
    expect(chiSquared([share('a', 140, 0.25), share('b', 260, 0.75)]).agrees).toBe(false);
  });
});

/** Sends again and again, and counts what was seen by what was predicted; every observation has to be among the predicted. */
function frequenciesOf(bed: Bed, rules: LoadedRules, repeated: Repeated): readonly Frequency[] {
  expect(bed.load([rules])).toEqual([]);
  const world = worldOf(bed, [rules]);
  const frequencies = new Map<string, Frequency>();
  for (let at = 0; at < SENDS; at += 1) {
    const packet = packetOf(repeated, at);
    const prediction = predict(world, packet);
    if (prediction.kind === 'unknown') throw new Error(prediction.why);
    const verdict = judge(prediction, bed.send(packet));
    if (verdict.kind !== 'agreement') throw new Error(`not predicted: ${JSON.stringify(packet)}`);
    const likely = new Map<string, number>();
    for (const outcome of prediction.outcomes) {
      const name = nameOf(outcome);
      likely.set(name, (likely.get(name) ?? 0) + outcome.probability);
    }
    const chosen = nameOf(verdict.outcome);
    for (const [name, probability] of likely) {
      const seen = (frequencies.get(name)?.seen ?? 0) + (name === chosen ? 1 : 0);
      frequencies.set(name, share(name, seen, probability));
    }
  }
  return [...frequencies.values()];
}

/** Outcomes that look alike are one; the ports of senders differ anyway. */
function nameOf({ senderSees, reached, hits }: Observation): string {
  const peer = reached?.peer.replace(/^.*:(?!300\d\d$)\d+$/, 'sender');
  return JSON.stringify([senderSees, reached?.local, peer, hits]);
}

function packetOf({ to, sources }: Repeated, at: number): SentPacket {
  const [protocol, destination = '', port] = to.split(/[ :]/);
  const source = sources?.[at];
  return {
    direction: source === undefined ? 'out' : 'in',
    protocol: protocol === 'udp' ? 'udp' : 'tcp',
    ...(source === undefined ? {} : { source }),
    sourcePort: 40000 + at,
    destination,
    destinationPort: Number(port),
    uid: 1000,
    gid: 1000,
    groups: [],
    mark: 0,
    transparent: false,
    inInterface: source === undefined ? '' : 'eth0',
    state: 'new',
  };
}

function share(label: string, seen: number, probability: number): Frequency {
  return { label, seen, probability };
}
