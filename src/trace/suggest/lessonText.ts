import { istioPolicyOf } from '../../istio/istioPolicyOf.js';
import type { Lesson } from '../model/Lesson.js';
import { changesText } from './change/changeText.js';
import { demand } from './words.js';

/** A lesson as a sentence: ``with `x-canary: true` route #1 canary of web/a matches: DELIVERED``. Raw text, not escaped. */
export function lessonText(lesson: Lesson): string {
  const { candidate, where, changes, escapes, leadsTo, failed, shadowedBy } = lesson;
  const who = `${nameOf(candidate)} of ${where}`;
  const then = leadsTo === undefined ? '' : `: ${leadsTo}`;
  const change = changesText(changes);
  if (shadowedBy !== undefined) {
    const shadow = `${who} asks for more and would match, but ${shadowedBy} comes before it`;
    return change === '' ? shadow : `${shadow}; ${change} it matches${then}`;
  }
  if (change !== '') return `${change}, ${who} ${escapes ? 'no longer matches' : 'matches'}${then}`;
  if (escapes) return `${who} matches whatever the client changes that was tried`;
  return `${who} is the nearest: ${demand(failed)}; no change of the request was found by which it matches`;
}

/** Policies by the object that they were made of. */
function nameOf(candidate: string): string {
  return istioPolicyOf(candidate.replace(/^policy /, '')) ?? candidate;
}
