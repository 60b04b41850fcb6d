import type { Trace } from '../model/Trace.js';
import type { TracePins, TraceRequest } from '../model/TraceRequest.js';
import { walkAll } from '../traceRequest.js';
import type { World } from '../world/World.js';
import { changeRequest } from './change/changeRequest.js';
import { lessonsOf } from './change/lessonsOf.js';

/** The trace of a request, with what would have to be another about it for the nearest candidates to win. */
export function traceWithLessons(world: World, request: TraceRequest, pins: TracePins): Trace {
  const walked = walkAll(world, request, pins);
  const lessons = lessonsOf(walked, (changes) => {
    const changed = changeRequest(request, changes);
    return changed === undefined ? undefined : walkAll(world, changed, pins);
  });
  return { ...walked.trace, lessons };
}
