import { lessonsOf } from '../../../../src/trace/suggest/change/lessonsOf.js';
import { changesText } from '../../../../src/trace/suggest/change/changeText.js';
import type { Walked } from '../../../../src/trace/traceRequest.js';
import type { Lesson } from '../../../../src/trace/model/Lesson.js';
import type { SentCase } from '../bed/askAll.js';
import { changeCase } from '../changeCase.js';
import type { CaseRequest, Outcome } from '../Configuration.js';
import type { Predictor } from '../predict.js';
import type { Derived } from './Derived.js';

/** A lesson of a request, and the request changed as it says. */
export interface LessonCase {
  readonly lesson: Lesson;
  readonly request: CaseRequest;
}

/** The lessons of a request that have a change which the bed can send. */
export function lessonCases(
  predictor: Predictor,
  { port, request, id }: SentCase,
  walked: Walked = predictor.walk(port, request, id),
): readonly LessonCase[] {
  const lessons = lessonsOf(walked, (changes) => {
    const changed = changeCase(request, changes);
    return changed && predictor.walk(port, changed, id);
  });
  return lessons.flatMap((lesson) => {
    const changed = lesson.changes.length === 0 ? undefined : changeCase(request, lesson.changes);
    return changed === undefined ? [] : [{ lesson, request: changed }];
  });
}

/** The first lesson of a request, to be sent. */
export function lessonCase(predictor: Predictor, of: SentCase, walked: Walked): Derived | undefined {
  const [first] = lessonCases(predictor, of, walked);
  if (first === undefined) return undefined;
  const sent = { ...of, request: first.request, id: `${of.id}-lesson` };
  return { kind: 'lesson', of, sent, faults: (was) => broken(first.lesson, was) };
}

function broken(lesson: Lesson, was: Outcome): readonly string[] {
  const { kind, candidate, escapes, changes } = lesson;
  const kept = ((): boolean => {
    switch (kind) {
      case 'route':
        return candidate.endsWith(` ${was.route ?? ''}`);
      case 'virtual_host':
        return candidate === `virtual host ${was.virtualHost ?? ''}`;
      case 'filter_chain':
        return candidate === `filter chain ${was.chain ?? ''}`;
      case 'policy': {
        // Another filter, or another policy, may deny it then.
        if (lesson.leadsTo === 'DENIED') return true;
        const denial = `rbac_access_denied_matched_policy[${escapes ? candidate.replace(/^policy /, '') : 'none'}]`;
        return was.details !== denial.replace(/\s/g, '_');
      }
    }
  })();
  return kept ? [] : [`lesson: ${changesText(changes)} ${candidate} was to ${escapes ? 'be escaped' : 'match'}`];
}
