import type { Report } from '../../facts/snapshot/readSnapshot.js';
import type { Trace } from '../../trace/model/Trace.js';
import type { TracePins } from '../../trace/model/TraceRequest.js';
import { traceWithLessons } from '../../trace/suggest/traceWithLessons.js';
import { worldOf } from '../../trace/world/worldOf.js';
import { loadFacts, type FactsOptions } from '../loadFacts.js';
import { buildRequest } from './buildRequest.js';
import type { LiveTraceOptions } from './runLiveTrace.js';
import type { TraceOptions } from './TraceOptions.js';
import { watchDuplicateKeys } from './watchDuplicateKeys.js';

/** Loads the facts, or fetches them of the cluster where no snapshot and no file is named, reads the request, traces it. What is chosen or odd on the way goes to `report`. */
export async function runTrace(
  sources: FactsOptions & { readonly live?: LiveTraceOptions | undefined },
  options: TraceOptions,
  pins: TracePins,
  report: Report,
): Promise<Trace> {
  const { live, snapshot, given = [] } = sources;
  if (live !== undefined && snapshot === undefined && given.length === 0) {
    const { runLiveTrace } = await import('./runLiveTrace.js');
    return runLiveTrace(live, options, pins, report);
  }
  const facts = await loadFacts(sources, report);
  const { request, notes } = buildRequest(facts, options);
  for (const note of notes) report(note);
  const trace = traceWithLessons(worldOf(facts), request, pins);
  watchDuplicateKeys(facts, report)(trace);
  return trace;
}
