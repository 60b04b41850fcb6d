import type { Report } from '../../facts/snapshot/readSnapshot.js';
import type { Trace } from '../../trace/model/Trace.js';
import type { TracePins } from '../../trace/model/TraceRequest.js';
import { traceWithLessons } from '../../trace/suggest/traceWithLessons.js';
import { worldOf } from '../../trace/world/worldOf.js';
import { loadFacts, type FactsOptions } from '../loadFacts.js';
import { buildRequest } from './buildRequest.js';
import type { TraceOptions } from './TraceOptions.js';
import { watchDuplicateKeys } from './watchDuplicateKeys.js';

/** Loads the facts, reads the request, traces it. What is chosen or odd on the way goes to `report`. */
export async function runTrace(
  sources: FactsOptions,
  options: TraceOptions,
  pins: TracePins,
  report: Report,
): Promise<Trace> {
  const facts = await loadFacts(sources, report);
  const { request, notes } = buildRequest(facts, options);
  for (const note of notes) report(note);
  const trace = traceWithLessons(worldOf(facts), request, pins);
  watchDuplicateKeys(facts, report)(trace);
  return trace;
}
