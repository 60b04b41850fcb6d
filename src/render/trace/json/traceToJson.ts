import type { Trace } from '../../../trace/model/Trace.js';
import { suggest } from '../../../trace/suggest/suggest.js';
import { hopToJson } from './hopToJson.js';
import type { Json } from './Json.js';
import { lessonToJson } from './lessonToJson.js';
import { requestToJson } from './requestToJson.js';
import { verdictToJson } from './verdictToJson.js';

/** Raised when a field of the JSON form changes its meaning or goes away; new fields leave it as it is. */
const SCHEMA_VERSION = 1;

/** The program that made a trace. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

/**
 * The trace as plain data, as `schemas/trace.schema.json` describes it: fields in a fixed order, no times, no absolute
 * paths, so that the same facts and request give the same bytes. Strings are as they were read.
 */
export function traceToJson(trace: Trace, tool: Tool): Json {
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: tool.name, version: tool.version },
    request: requestToJson(trace.request),
    verdict: verdictToJson(trace.verdict),
    outcomes: trace.outcomes.map(({ probability, verdict, path }) => ({
      probability,
      verdict: verdictToJson(verdict),
      path,
    })),
    notFollowed: trace.notFollowed,
    assumptions: trace.assumptions.map(({ kind, text }) => ({ kind, text })),
    notSimulated: trace.notSimulated,
    dependsOn: trace.dependsOn,
    otherwise: (trace.lessons ?? []).map(lessonToJson),
    suggestions: suggest(trace),
    hops: trace.hops.map(hopToJson),
    paths: trace.paths.map(({ probability, choices, verdict, hops }) => ({
      probability,
      choices: choices.map((choice) => ({
        fork: choice.fork,
        about: choice.about,
        label: choice.label,
        probability: choice.probability,
        pinned: choice.pinned,
      })),
      verdict: verdictToJson(verdict),
      hops: hops.map(hopToJson),
    })),
  };
}
