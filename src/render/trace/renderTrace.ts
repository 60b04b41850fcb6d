import type { Palette } from '../../text/Palette.js';
import type { Trace } from '../../trace/model/Trace.js';
import { escapeUnsafe, renderJson } from '../renderJson.js';
import { renderYaml } from '../renderYaml.js';
import { renderDetailed } from './detailed/renderDetailed.js';
import { traceToJson, type Tool } from './json/traceToJson.js';
import { renderMinimal } from './renderMinimal.js';
import { renderSummary } from './renderSummary.js';

/** The forms of a trace; the first is the default. */
export const TRACE_FORMATS = ['detailed', 'summary', 'minimal', 'json', 'yaml', 'jsonl'] as const;

/** One of {@link TRACE_FORMATS}. */
export type TraceFormat = (typeof TRACE_FORMATS)[number];

/** What the forms need besides the trace. */
export interface TraceRenderOptions {
  readonly palette: Palette;
  readonly tool: Tool;
  /** `detailed`: the hops of every path, not only of the likeliest. */
  readonly allPaths?: boolean;
}

/** A trace as text, ending in a newline, in which no character can make a terminal act. */
export function renderTrace(trace: Trace, format: TraceFormat, options: TraceRenderOptions): string {
  const { palette, tool, allPaths = false } = options;
  switch (format) {
    case 'detailed':
      return renderDetailed(trace, palette, allPaths);
    case 'summary':
      return renderSummary(trace, palette);
    case 'minimal':
      return renderMinimal(trace);
    case 'json':
      return renderJson(traceToJson(trace, tool));
    case 'jsonl':
      return `${escapeUnsafe(JSON.stringify(traceToJson(trace, tool)))}\n`;
    case 'yaml':
      return renderYaml(JSON.parse(JSON.stringify(traceToJson(trace, tool))));
  }
}
