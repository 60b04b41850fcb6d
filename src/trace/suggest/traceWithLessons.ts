import type { Trace } from '../model/Trace.js';
import type { TracePins, TraceRequest } from '../model/TraceRequest.js';
import { walkAll } from '../traceRequest.js';
import type { World } from '../world/World.js';
import { changeRequest } from './change/changeRequest.js';
import { lessonsOf } from './change/lessonsOf.js';

/**
 * The trace of a request, with what would have to be another about it for the nearest candidates to win.
 *
 * @param isKnown whether what the last walk came by is all there: what a walk over less comes to is no lesson
 */
export function traceWithLessons(
  world: World,
  request: TraceRequest,
  pins: TracePins,
  isKnown: () => boolean = () => true,
): Trace {
  const walked = walkAll(world, request, pins);
  const lessons = lessonsOf(walked, (changes) => {
    const changed = changeRequest(request, changes);
    if (changed === undefined) return undefined;
    const other = walkAll(world, changed, pins);
    return isKnown() ? other : undefined;
  });
  return { ...walked.trace, lessons };
}
