import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import type { Bed } from './bed/Bed.js';
import type { LoadedRules, Observation, SentPacket } from './contract.js';
import { renderDraft, type RuleSetDraft } from './generate/RuleSetDraft.js';
import { judge, type Verdict } from './judge.js';
import { opens } from './predict/exchange.js';
import type { World } from './predict/World.js';
import { predict } from './predict/predict.js';
import type { Prediction } from './predict/Prediction.js';
import { readRules } from './predict/readRules.js';

/** One packet through rules: what was predicted, what was seen, what that comes to. */
export interface Case {
  readonly at: number;
  readonly packet: SentPacket;
  readonly prediction: Prediction;
  readonly seen: Observation;
  readonly verdict: Verdict;
}

/** Loads rules and sends packets through them; a loader's refusal instead where it takes them not. */
export function* runRules(
  bed: Bed,
  drafts: readonly RuleSetDraft[],
  packets: readonly SentPacket[],
): Generator<Case, string | undefined> {
  const rules = drafts.map(renderDraft);
  const world = worldOf(bed, rules);
  const sent = packets.map((packet) => (isOpen(packet, world) ? packet : { ...packet, state: 'new' as const }));
  const [refusal] = bed.load(rules, {
    established: sent.filter(({ state }) => state === 'established'),
    ipsets: true,
  });
  if (refusal !== undefined && !refusal.message.endsWith('rules without a counter')) return refusal.message;
  for (const [at, packet] of sent.entries()) {
    const prediction = predict(world, packet);
    const seen = bed.send(packet);
    yield { at, packet, prediction, seen, verdict: judge(prediction, seen) };
  }
  return undefined;
}

/** A flow that nobody would answer can't be opened before the rules: its first packet is sent through them. */
function isOpen(packet: SentPacket, world: World): boolean {
  return packet.state !== 'established' || opens(world, packet, chooseLikeliest);
}

/** What the evaluator is told of the bed. */
export function worldOf(bed: Bed, rules: readonly LoadedRules[]): World {
  const { ruleSets, names, registered } = readRules(rules);
  const netns: Netns = { ...bed.netns, ruleSets, registered, bridges: 'none' };
  return { netns, sockets: bed.sockets, names };
}
