import { changedInput, changedValue } from '../../../trace/suggest/change/changedInput.js';
import type { Lesson } from '../../../trace/model/Lesson.js';
import { lessonText } from '../../../trace/suggest/lessonText.js';
import { criterionToJson } from './criterionToJson.js';
import type { Json } from './Json.js';

/** An item of `otherwise`; fields in a fixed order. */
export function lessonToJson(lesson: Lesson): Json {
  const { where, kind, candidate, at, failed, changes, leadsTo, shadowedBy } = lesson;
  return {
    text: lessonText(lesson),
    where,
    kind,
    candidate,
    pointer: at,
    failed: criterionToJson(failed),
    changes: changes.map((change) => ({ input: changedInput(change), value: changedValue(change) ?? null })),
    leadsTo: leadsTo ?? null,
    shadowedBy: shadowedBy ?? null,
  };
}
