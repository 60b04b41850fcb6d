import { increment, type Reach } from '../../counting.js';
import type { Verdict } from '../judge.js';

/** What became of the cases that have a feature. */
export interface Count {
  cases: number;
  agreements: number;
  disagreements: number;
  abstentions: number;
}

/** Sums over cases; plain data, to be written down and added up. */
export interface Tally {
  readonly total: Count;
  /** Cases whose rules have modules that are not supported. */
  readonly foreign: Count;
  /** Loaders, families, directions, protocols, classes of address, tables at hooks: of cases. */
  readonly features: Record<string, Count>;
  /** `match owner`, `target REDIRECT`. */
  readonly reach: Record<string, Reach>;
  /** Reasons of abstentions, of supported features. */
  readonly reasons: Record<string, number>;
  /** What the loaders refused of the generated rule sets. */
  unloadable: number;
  /** Disagreements that were none when the packet was sent again, alone. */
  unsettled: number;
}

export function emptyTally(): Tally {
  return {
    total: emptyCount(),
    foreign: emptyCount(),
    features: {},
    reach: {},
    reasons: {},
    unloadable: 0,
    unsettled: 0,
  };
}

function emptyCount(): Count {
  return { cases: 0, agreements: 0, disagreements: 0, abstentions: 0 };
}

/** Counts one case under all of its features. */
export function countCase(tally: Tally, verdict: Verdict, features: readonly string[], foreign: boolean): void {
  addCase(tally.total, verdict);
  if (foreign) addCase(tally.foreign, verdict);
  for (const feature of new Set(features)) addCase((tally.features[feature] ??= emptyCount()), verdict);
  if (verdict.kind === 'abstention' && !foreign) {
    increment(tally.reasons, reasonOf(verdict.why));
  }
}

/** Adds `more` to `tally`. */
export function addTally(tally: Tally, more: Tally): void {
  addCount(tally.total, more.total);
  addCount(tally.foreign, more.foreign);
  for (const [name, count] of Object.entries(more.features)) addCount((tally.features[name] ??= emptyCount()), count);
  for (const [name, { hits, misses }] of Object.entries(more.reach)) {
    const reach = (tally.reach[name] ??= { hits: 0, misses: 0 });
    reach.hits += hits;
    reach.misses += misses;
  }
  for (const [name, count] of Object.entries(more.reasons)) increment(tally.reasons, name, count);
  tally.unloadable += more.unloadable;
  tally.unsettled += more.unsettled;
}

function addCount(count: Count, more: Count): void {
  count.cases += more.cases;
  count.agreements += more.agreements;
  count.disagreements += more.disagreements;
  count.abstentions += more.abstentions;
}

function addCase(count: Count, { kind }: Verdict): void {
  count.cases += 1;
  count[`${kind}s`] += 1;
}

/** Without coordinates and values: `socket --restore-skmark`. */
function reasonOf(why: string): string {
  const inRule = /:rule:\d+ \((.*?)\)(?:; .*)?$/.exec(why)?.[1] ?? why.replace(/^\S+:rule:\d+:? /, '');
  return inRule.replace(/0x[0-9a-f]+|[0-9a-f]*:[0-9a-f:]*:[0-9a-f]*|\d[\d.:-]*/g, 'N').slice(0, 80);
}
