import { stringify } from 'yaml';
import type { Palette } from '../../text/Palette.js';
import type { Trace } from '../../trace/model/Trace.js';
import { renderDetailed } from './renderDetailed.js';
import { renderMinimal } from './renderMinimal.js';
import { renderSummary } from './renderSummary.js';
import { traceToJson } from './traceToJson.js';

/** The forms of a trace; the first is the default. */
export const TRACE_FORMATS = ['detailed', 'summary', 'minimal', 'json', 'yaml', 'jsonl'] as const;

/** One of {@link TRACE_FORMATS}. */
export type TraceFormat = (typeof TRACE_FORMATS)[number];

/** A trace as text, ending in a newline. */
export function renderTrace(trace: Trace, format: TraceFormat, palette: Palette): string {
  switch (format) {
    case 'detailed':
      return renderDetailed(trace, palette);
    case 'summary':
      return renderSummary(trace, palette);
    case 'minimal':
      return renderMinimal(trace);
    case 'json':
      return `${JSON.stringify(traceToJson(trace), undefined, 2)}\n`;
    case 'jsonl':
      return `${JSON.stringify(traceToJson(trace))}\n`;
    case 'yaml':
      return stringify(traceToJson(trace));
  }
}
