import { safeText } from '../../text/safeText.js';
import type { Trace } from '../../trace/model/Trace.js';
import { percent } from './percent.js';
import { verdictLine } from './verdictLine.js';

/**
 * What is visible from outside and least likely to change, the form for tests of one's own: one line an outcome, likeliest
 * first, `SHARE VERDICT [STATUS|reset|refused|…] [FLAGS] [DETAILS]`, and a last line for what was not followed.
 */
export function renderMinimal({ outcomes, notFollowed }: Trace): string {
  const lines = outcomes.map(({ verdict, probability }) => `${percent(probability)} ${verdictLine(verdict)}`);
  const rest = notFollowed < 0.000_001 ? [] : [`${percent(notFollowed)} not followed`];
  return [...lines, ...rest].map((line) => `${safeText(line)}\n`).join('');
}
