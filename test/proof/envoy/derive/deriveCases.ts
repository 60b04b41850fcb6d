import type { SentCase } from '../bed/askAll.js';
import type { Walked } from '../../../../src/trace/traceRequest.js';
import type { Predictor } from '../predict.js';
import type { Derived } from './Derived.js';
import { lessonCase } from './lessonCase.js';
import { neutralCase } from './neutralCase.js';

/** Of so many requests one is sent once more as a lesson of it says, one with inputs changed that do not count. */
const EVERY = 5;

/** The requests that are made of others, which were walked, as far as there is something to make. */
export function deriveCases(predictor: Predictor, walks: ReadonlyMap<SentCase, Walked>): readonly Derived[] {
  return [...walks].flatMap(([one, walked], index) => {
    if (one.request.repeat !== undefined || index % EVERY > 1) return [];
    const made = index % EVERY === 0 ? lessonCase(predictor, one, walked) : neutralCase(one, walked);
    return made === undefined ? [] : [made];
  });
}
