import { countReach, increment, type Reach } from '../counting.js';
import { missing } from './reach/missing.js';
import type { CaseResult } from './runBatch.js';

/** What became of some requests. */
export interface Count {
  agreed: number;
  differed: number;
  abstained: number;
}

/** Sums over requests; plain data, to be written down and added up. */
export interface Tally {
  readonly total: Count;
  configurations: number;
  /** Dumps that were read, and what of them was not read as it was given. */
  dumps: number;
  dumpFaults: number;
  /** Configurations that Envoy did not take: the generator's fault. */
  refused: number;
  /** Disagreements that were none when the request was sent again, alone. */
  unsettled: number;
  /** By generator. */
  readonly profiles: Record<string, Count>;
  /** Requests that were made of others, by what for. */
  readonly derived: Record<string, Count>;
  /** What of the model requests met in agreement: how often it held or did something, and how often not. */
  readonly reach: Record<string, Reach>;
  /** Filters, answers and flags of requests in agreement. */
  readonly outcomes: Record<string, number>;
  /** Of abstentions, without names and numbers. */
  readonly reasons: Record<string, number>;
}

export function emptyTally(): Tally {
  return {
    total: emptyCount(),
    configurations: 0,
    dumps: 0,
    dumpFaults: 0,
    refused: 0,
    unsettled: 0,
    profiles: {},
    derived: {},
    reach: {},
    outcomes: {},
    reasons: {},
  };
}

function emptyCount(): Count {
  return { agreed: 0, differed: 0, abstained: 0 };
}

/** Counts one request. */
export function countCase(
  tally: Tally,
  { configuration, verdict, why, was, predicted, features, derived }: CaseResult,
): void {
  tally.total[verdict] += 1;
  (tally.profiles[configuration.profile] ??= emptyCount())[verdict] += 1;
  if (derived !== undefined) (tally.derived[derived.kind] ??= emptyCount())[verdict] += 1;
  if (verdict === 'abstained')
    increment(tally.reasons, (why[0] ?? '').replace(/\bc\d+[\w-]*/g, 'C').replace(/\d+/g, 'N'));
  if (verdict !== 'agreed') return;
  increment(tally.outcomes, `status ${was.status ?? ''}`);
  increment(tally.outcomes, `flags ${was.flags === undefined || was.flags === '' ? '-' : was.flags}`);
  increment(tally.outcomes, `details ${(was.details ?? '').replace(/[[{].*/, '')}`);
  const [first] = predicted;
  for (const { steps } of first?.path.hops ?? []) {
    for (const { kind, outcome } of steps) increment(tally.outcomes, `${kind} ${outcome}`);
  }
  for (const { name, hit } of features) countReach(tally.reach, name, hit);
}

/** The tally in lines for a person. */
export function tallyLines(tally: Tally): readonly string[] {
  const { total, profiles, derived, reach, outcomes, reasons } = tally;
  const count = ({ agreed, differed, abstained }: Count): string =>
    `${agreed + differed + abstained} requests, ${agreed} agreements, ${differed} disagreements, ${abstained} abstentions`;
  const sorted = <T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
    Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    `${tally.configurations} configurations (${tally.refused} refused by Envoy): ${count(total)}, ${tally.unsettled} of them only when sent again`,
    ...sorted(profiles).map(([name, one]) => `  ${name}: ${count(one)}`),
    ...sorted(derived).map(([name, one]) => `  of these made of others, ${name}: ${count(one)}`),
    `${tally.dumps} dumps read, ${tally.dumpFaults} faults`,
    'features, hits and misses:',
    ...sorted(reach).map(([name, { hits, misses }]) => `  ${name}: ${hits} / ${misses}`),
    ...missing(reach).map((line) => `  not reached: ${line}`),
    'outcomes:',
    ...sorted(outcomes).map(([name, times]) => `  ${name}: ${times}`),
    ...(Object.keys(reasons).length === 0
      ? []
      : ['abstentions:', ...sorted(reasons).map(([name, times]) => `  ${name}: ${times}`)]),
  ];
}
