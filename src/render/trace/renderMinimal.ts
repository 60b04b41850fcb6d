import { safeText } from '../../text/safeText.js';
import type { Trace } from '../../trace/model/Trace.js';
import { percent } from './percent.js';
import { verdictLine } from './verdictLine.js';

/** What is visible from outside and least likely to change: one line an outcome. For tests. */
export function renderMinimal({ outcomes }: Trace): string {
  const lines = outcomes.map(({ verdict, probability }) => `${percent(probability)} ${verdictLine(verdict)}`);
  return `${lines.map(safeText).join('\n')}\n`;
}
