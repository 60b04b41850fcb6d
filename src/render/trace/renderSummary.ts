import type { Palette } from '../../text/Palette.js';
import { safeText } from '../../text/safeText.js';
import type { Trace } from '../../trace/model/Trace.js';
import { requestEcho } from './requestEcho.js';
import { renderOutcomes } from './renderOutcomes.js';

/** One line a deciding step: what was chosen at each hop, without why. */
export function renderSummary(trace: Trace, palette: Palette): string {
  const lines = [requestEcho(trace.request)];
  for (const [index, { where, stage, steps }] of trace.hops.entries()) {
    const deciding = steps.filter(({ outcome, kind }) => outcome !== 'passed' || kind === 'resolve');
    lines.push(`${palette.strong(String(index + 1))} ${safeText(`${stage.replaceAll('_', ' ')} at ${where}`)}`);
    for (const { summary } of deciding) lines.push(`  ${safeText(summary)}`);
  }
  return `${[...lines, ...renderOutcomes(trace, palette)].join('\n')}\n`;
}
