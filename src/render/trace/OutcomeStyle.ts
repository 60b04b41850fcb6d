import type { Palette } from '../../text/Palette.js';
import type { StepOutcome } from '../../trace/model/Step.js';
import type { VerdictCode } from '../../trace/model/Verdict.js';

/** How an outcome is painted, and the mark that tells it without colour. */
export interface OutcomeStyle {
  readonly mark: ' ' | '!' | '?';
  readonly paint: keyof Palette | undefined;
}

const fine: OutcomeStyle = { mark: ' ', paint: undefined };
const bad: OutcomeStyle = { mark: '!', paint: 'bad' };
const doubtful: OutcomeStyle = { mark: '?', paint: 'doubtful' };

/** `!`: the request got no further, or another answer than the application's. `?`: not known. */
export const OUTCOME_STYLES: Readonly<Record<StepOutcome, OutcomeStyle>> = {
  matched: fine,
  passed: fine,
  redirected: fine,
  rewritten: fine,
  answered: { mark: '!', paint: 'doubtful' },
  denied: bad,
  no_match: bad,
  failed: bad,
  delivered: fine,
  opaque: doubtful,
  unknown: doubtful,
};

/** The colour of a verdict. */
export const VERDICT_PAINTS: Readonly<Record<VerdictCode, keyof Palette>> = {
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

/** Paints text that is safe already. */
export function paint(palette: Palette, how: keyof Palette | undefined, text: string): string {
  return how === undefined || text.trim() === '' ? text : palette[how](text);
}
