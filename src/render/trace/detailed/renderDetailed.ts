import type { Palette } from '../../../text/Palette.js';
import { safeText } from '../../../text/safeText.js';
import type { Trace } from '../../../trace/model/Trace.js';
import { requestEcho } from '../requestEcho.js';
import { branchLines } from './branchLines.js';
import { closingLines } from './closingLines.js';
import { finalRequestLines } from './finalRequestLines.js';
import { hopLines } from './hopLines.js';
import { verdictLines } from './verdictLines.js';

/**
 * Everything that an engineer pastes in a ticket: the request, the hops of the likeliest path with what decided in each,
 * the outcomes, what they rest on, the other branches, what to try. With `allPaths`, the other branches' hops as well.
 */
export function renderDetailed(trace: Trace, palette: Palette, allPaths: boolean): string {
  const [title = '', ...details] = requestEcho(trace.request);
  const sections = [
    [palette.heading(safeText(title)), ...details.map((line) => `   ${safeText(line)}`)],
    ...trace.hops.map((_, index) => hopLines(trace.hops, index, palette)),
    [...verdictLines(trace, palette)],
    [...trace.paths.slice(0, 1).flatMap((path) => finalRequestLines(path, palette)), ...closingLines(trace, palette)],
    branchLines(trace, allPaths, palette),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  return text.join('\n').replace(/ +$/gm, '');
}
