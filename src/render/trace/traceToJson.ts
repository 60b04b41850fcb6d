import type { Trace } from '../../trace/model/Trace.js';

/** Raised when a field of the JSON form changes its meaning or goes away. */
const SCHEMA_VERSION = 1;

/** The trace as plain data, as `schemas/trace.schema.json` describes it. */
export function traceToJson(trace: Trace): Readonly<Record<string, unknown>> {
  return { schemaVersion: SCHEMA_VERSION, ...trace };
}
