import type { Palette } from '../../text/Palette.js';
import { safeText } from '../../text/safeText.js';
import type { Trace } from '../../trace/model/Trace.js';
import { renderOutcomes } from './renderOutcomes.js';
import { renderStep } from './renderStep.js';
import { requestEcho } from './requestEcho.js';

/** Everything that an engineer pastes in a ticket. */
export function renderDetailed(trace: Trace, palette: Palette): string {
  const lines = [palette.strong(requestEcho(trace.request)), ''];
  for (const [index, { where, stage, steps }] of trace.hops.entries()) {
    lines.push(palette.heading(safeText(`${index + 1}. ${stage.replaceAll('_', ' ')}: ${where}`)));
    for (const step of steps) lines.push(...renderStep(step, palette));
    lines.push('');
  }
  return `${[...lines, ...renderOutcomes(trace, palette)].join('\n')}\n`;
}
