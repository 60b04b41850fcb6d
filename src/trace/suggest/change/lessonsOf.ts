import type { Lesson } from '../../model/Lesson.js';
import type { VerdictCode } from '../../model/Verdict.js';
import type { Walked } from '../../traceRequest.js';
import type { Decided } from '../../walk/Decided.js';
import type { Change } from './Change.js';
import { proposalsOf } from './proposalsOf.js';
import type { Proposal } from './Proposal.js';

/** More than these a reader would not take in. */
const MOST_LESSONS = 3;

/** Walks that one decision is worth. */
const MOST_TRIES = 4;

/** Changes of more things at once teach nothing about a request that did get somewhere. */
const MOST_CHANGES_OF_A_MATCH = 2;

/** A change that leads to another of these is told only when there is no better one. */
const LOSSES: ReadonlySet<VerdictCode> = new Set<VerdictCode>(['NO_MATCH', 'DENIED']);

/**
 * What a request would have to be like for the nearest candidates to win: where it found nothing or was denied, and where a route took
 * it that was not the only one near. Looked at is the likeliest path that does not end in delivery, else the likeliest. A
 * decision that ended nothing has a lesson only with a change.
 *
 * @param again walks the request with changes; undefined where it can't be sent so
 */
export function lessonsOf(
  { trace, decided }: Walked,
  again: (changes: readonly Change[]) => Walked | undefined,
): readonly Lesson[] {
  const bad = trace.outcomes.find(({ verdict }) => verdict.code !== 'DELIVERED');
  const path = decided[bad?.path ?? 0] ?? [];
  const inOrder = [...path.filter(isLoss), ...path.filter((one) => !isLoss(one))];
  const lessons: Lesson[] = [];
  for (const one of inOrder) {
    if (lessons.length === MOST_LESSONS) break;
    const lesson = lessonOf(one, again);
    if (lesson !== undefined) lessons.push(lesson);
  }
  return lessons;
}

function isLoss({ kind, decision }: Decided): boolean {
  return kind === 'policy' ? decision.value?.allowed === false : decision.truth === 'no';
}

function lessonOf(decided: Decided, again: (changes: readonly Change[]) => Walked | undefined): Lesson | undefined {
  const proposals = proposalsOf(decided);
  const loss = isLoss(decided);
  const most = loss ? Number.POSITIVE_INFINITY : MOST_CHANGES_OF_A_MATCH;
  const worth = proposals
    .filter(({ changes }) => changes.length > 0 && changes.length <= most)
    .toSorted((a, b) => a.changes.length - b.changes.length);
  let found: Lesson | undefined;
  for (const proposal of worth.slice(0, MOST_TRIES)) {
    const walked = again(proposal.changes);
    if (walked?.decided.every(proposal.won) !== true) continue;
    const { code } = walked.trace.verdict;
    found ??= { ...lessonWith(decided, proposal), changes: proposal.changes, leadsTo: code };
    if (!loss || !LOSSES.has(code))
      return { ...lessonWith(decided, proposal), changes: proposal.changes, leadsTo: code };
  }
  if (found !== undefined) return found;
  const nearest = proposals.find(({ rest }) => loss || rest?.shadowedBy !== undefined);
  return nearest === undefined ? undefined : lessonWith(decided, nearest);
}

function lessonWith({ where, kind }: Decided, { candidate, at, failed, rest }: Proposal): Lesson {
  return { where, kind, candidate, at, failed, escapes: false, changes: [], ...rest };
}
