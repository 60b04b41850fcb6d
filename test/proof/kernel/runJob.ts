import type { Bed } from './bed/Bed.js';
import { generateSet, type CaseSet } from './generate/generateSet.js';
import type { RuleSetDraft } from './generate/RuleSetDraft.js';
import { runRules, type Case } from './runSet.js';
import { shrink, type Specimen } from './shrink.js';
import { countMet, featuresOf } from './tally/featuresOf.js';
import { countCase, emptyTally, type Tally } from './tally/Tally.js';
import { renderDraft } from './generate/RuleSetDraft.js';

/** Which cases: all packets of some sets of one seed. */
export interface Unit {
  readonly seed: number;
  readonly set: number;
}

/** A disagreement that stays when its packet is sent alone. */
export interface Finding extends Unit {
  readonly packet: number;
  readonly original: Case;
  readonly specimen: Specimen;
  /** Of the specimen. */
  readonly shown: Case;
}

/** What came of a set. */
export interface SetResult {
  readonly tally: Tally;
  readonly findings: readonly Finding[];
}

/** How many disagreements of a set are made small: each costs seconds. */
const MOST_SHRUNK = 1;
/** Of a set with more that stay the others are taken to stay, too: each costs a rest. */
const MOST_CHECKED = 3;

/** Milliseconds until nothing is left of earlier connections. */
const REST = 1_300;

/** Runs all cases of a set. */
export async function runSet(bed: Bed, { seed, set: number }: Unit): Promise<SetResult> {
  const set = generateSet(seed, number);
  const tally = emptyTally();
  const doubtful: Case[] = [];
  const rules = set.drafts.map(renderDraft);
  const run = runRules(bed, set.drafts, set.packets);
  for (let next = run.next(); ; next = run.next()) {
    if (next.done === true) {
      if (next.value !== undefined) tally.unloadable += 1;
      break;
    }
    const one = set.foreign ? withoutHits(next.value) : next.value;
    if (one.verdict.kind === 'disagreement') doubtful.push(one);
    else count(tally, set, rules, one);
  }
  const findings: Finding[] = [];
  for (const one of doubtful) {
    const again = set.foreign || findings.length >= MOST_CHECKED ? undefined : await alone(bed, set.drafts, one);
    if (again !== undefined && again.verdict.kind !== 'disagreement') {
      tally.unsettled += 1;
      count(tally, set, rules, again);
      continue;
    }
    count(tally, set, rules, one);
    findings.push(findingOf(bed, set, { seed, set: number }, one, findings.length < MOST_SHRUNK));
  }
  return { tally, findings };
}

function count(tally: Tally, set: CaseSet, rules: Parameters<typeof featuresOf>[0], one: Case): void {
  countCase(tally, one.verdict, featuresOf(rules, one.packet), set.foreign);
  if (one.verdict.kind === 'agreement') countMet(tally, one.verdict.outcome.met);
}

/** Of rules with modules that are not supported only the end is compared: what they count is not known. */
function withoutHits(one: Case): Case {
  if (one.prediction.kind === 'unknown' || one.verdict.kind !== 'disagreement') return one;
  const outcome = one.prediction.outcomes.find(({ senderSees }) => senderSees === one.seen.senderSees);
  return outcome === undefined ? one : { ...one, verdict: { kind: 'agreement', outcome } };
}

/** The packet once more through rules that were loaded afresh, when nothing of earlier packets is left. */
async function alone(bed: Bed, drafts: readonly RuleSetDraft[], { packet }: Case): Promise<Case | undefined> {
  await rest();
  const [again] = [...runRules(bed, drafts, [packet])];
  return again;
}

function findingOf(bed: Bed, set: CaseSet, unit: Unit, original: Case, small: boolean): Finding {
  const whole: Specimen = { drafts: set.drafts, packet: original.packet };
  let shown = original;
  const persists = (smaller: Specimen): boolean => {
    const [again] = [...runRules(bed, smaller.drafts, [smaller.packet])];
    if (again?.verdict.kind !== 'disagreement') return false;
    shown = again;
    return true;
  };
  const specimen = small && !set.foreign ? shrink(whole, persists) : whole;
  return { ...unit, packet: original.at, original, specimen, shown };
}

async function rest(): Promise<void> {
  await new Promise((done) => setTimeout(done, REST));
}
