import type { SentPacket } from '../contract.js';
import { fixtureDraft, fixtures, gridPacket } from './fixtureSet.js';
import { generateIptables, pickEmphasis } from './generateIptables.js';
import { generateNative } from './generateNative.js';
import { generatePacket, type States } from './generatePacket.js';
import { Rng } from './Rng.js';
import { renderDraft, type RuleSetDraft } from './RuleSetDraft.js';

/** Packets that are sent through one rule set: loading costs as much as some dozens of them. */
export const PACKETS_OF_SET = 128;

/** The seed whose sets are not random rules but those of the fixtures, one after another and then again with other packets. */
const FIXTURES = 0;

/** Of how many sets in a hundred some flows are opened before the rules: that is two processes more. */
const OPEN = 90;

/** Rules in force together, and the packets that meet them. */
export interface CaseSet {
  readonly drafts: readonly RuleSetDraft[];
  readonly packets: readonly SentPacket[];
  /** The rules have modules that are not supported. */
  readonly foreign: boolean;
}

/** The set with that number of a seed: the same on any machine. */
export function generateSet(seed: number, number: number): CaseSet {
  if (seed === FIXTURES) return fixtureSet(number);
  const rng = new Rng(seed, number, 1);
  const kind = rng.weighted<'nft' | 'legacy' | 'native' | 'both' | 'families'>([
    ['nft', 34],
    ['legacy', 30],
    ['native', 22],
    ['both', 8],
    ['families', 6],
  ]);
  const family = rng.chance(60) ? 4 : 6;
  const emphasis = pickEmphasis(rng);
  const drafts = draftsOf(kind, rng, family, emphasis);
  const states = statesOf(rng, drafts);
  const packets = Array.from({ length: PACKETS_OF_SET }, (_, at) => {
    const own = new Rng(seed, number, 2 + at);
    const other = kind === 'families' && own.chance(50) ? (family === 4 ? 6 : 4) : family;
    return generatePacket(own, other, number * PACKETS_OF_SET + at, states);
  });
  return { drafts, packets, foreign: emphasis.foreign };
}

/**
 * The predictions are not told of the sockets of flows that were opened before, and that a raw socket is not asked about an answer.
 */
function statesOf(rng: Rng, drafts: readonly RuleSetDraft[]): States {
  const text = drafts.map((draft) => renderDraft(draft).text).join('');
  const looksAtSockets = /\bsocket\b(?!-)|tproxy/i.test(text);
  return { established: rng.chance(OPEN) && !looksAtSockets, invalid: !looksAtSockets };
}

function draftsOf(
  kind: 'nft' | 'legacy' | 'native' | 'both' | 'families',
  rng: Rng,
  family: 4 | 6,
  emphasis: ReturnType<typeof pickEmphasis>,
): readonly RuleSetDraft[] {
  switch (kind) {
    case 'nft':
    case 'legacy':
      return [generateIptables(rng, kind, family, emphasis)];
    case 'native':
      return [generateNative(rng, family)];
    case 'both':
      return [generateIptables(rng, 'legacy', family, emphasis), generateIptables(rng, 'nft', family, emphasis)];
    case 'families': {
      const loader = rng.pick(['nft', 'legacy'] as const);
      return [generateIptables(rng, loader, 4, emphasis), generateIptables(rng, loader, 6, emphasis)];
    }
  }
}

function fixtureSet(number: number): CaseSet {
  const all = fixtures();
  const fixture = all[number % all.length];
  if (fixture === undefined) throw new Error('there are no fixtures');
  const packets = Array.from({ length: PACKETS_OF_SET }, (_, at) =>
    gridPacket(new Rng(FIXTURES, number, 2 + at), fixture.family, number * PACKETS_OF_SET + at),
  );
  return { drafts: [fixtureDraft(fixture)], packets, foreign: false };
}
