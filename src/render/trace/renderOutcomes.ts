import type { Palette } from '../../text/Palette.js';
import { safeText } from '../../text/safeText.js';
import type { Trace } from '../../trace/model/Trace.js';
import type { VerdictCode } from '../../trace/model/Verdict.js';
import { percent } from './percent.js';
import { verdictLine } from './verdictLine.js';

const COLORS: Readonly<Record<VerdictCode, keyof Palette>> = {
  INDETERMINATE: 'doubtful',
  LOOP: 'bad',
  DENIED: 'bad',
  NO_MATCH: 'bad',
  NO_UPSTREAM: 'bad',
  ANSWERED_BY_PROXY: 'doubtful',
  EXITS_MESH: 'doubtful',
  DELIVERED_BYPASS: 'doubtful',
  DELIVERED: 'good',
};

/** The verdicts with their probabilities, and the share that was not followed. */
export function renderOutcomes({ outcomes, notFollowed }: Trace, palette: Palette): readonly string[] {
  const lines = outcomes.map(({ verdict, probability }) => {
    const share = outcomes.length === 1 && notFollowed === 0 ? '' : `${percent(probability)} `;
    return `${share}${palette[COLORS[verdict.code]](safeText(verdictLine(verdict)))}  ${safeText(verdict.sentence)}`;
  });
  return notFollowed > 0.000_001
    ? [...lines, palette.doubtful(`${percent(notFollowed)} not followed (--max-branches)`)]
    : lines;
}
