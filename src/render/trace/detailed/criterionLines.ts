import type { Criterion } from '../../../logic/Criterion.js';
import type { Truth } from '../../../logic/Truth.js';
import { safeText } from '../../../text/safeText.js';
import { tabwriter } from '../../../text/tabwriter.js';
import type { Step } from '../../../trace/model/Step.js';
import { OUTCOME_STYLES } from '../OutcomeStyle.js';
import { TEXT_WIDTH, wrapClauses } from './layout.js';
import { STEP_STYLES } from './StepStyle.js';

const MARKS: Readonly<Record<Truth, string>> = { yes: '', no: '! ', unknown: '? ' };

/** The criteria of a step that teach, aligned: what the configuration asks for, and what there was. Safe, not painted. */
export function criterionLines(step: Step): readonly string[] {
  const lost = OUTCOME_STYLES[step.outcome].mark !== ' ';
  const { criteria } = STEP_STYLES[step.kind];
  const forks = new Set(step.forks.map(({ name }) => name));
  const told = step.because.filter((criterion) => {
    if (forks.has(criterion.name)) return false;
    if (criterion.truth === 'no') return lost;
    return criterion.truth === 'unknown' || (criteria === 'teaching' && teachesMore(criterion));
  });
  const rows = told.map(({ name, expected, got, truth, note }) =>
    [`${MARKS[truth]}${name}`, `wants ${expected}`, `got ${got}${note === undefined ? '' : ` (${note})`}`].map(
      safeText,
    ),
  );
  const lines = tabwriter(rows, 2)
    .split('\n')
    .filter((line) => line !== '');
  return lines.some((line) => line.length > TEXT_WIDTH) ? rows.flatMap(stacked) : lines;
}

/** A criterion that is too long for one line. */
function stacked([name = '', wants = '', got = '']: readonly string[]): readonly string[] {
  return [name, ...wrapClauses(wants, TEXT_WIDTH - 2), ...wrapClauses(got, TEXT_WIDTH - 2)].map((line, index) =>
    index === 0 ? line : `  ${line}`,
  );
}

/** One that held teaches when its two sides don't read the same, and when not just anything would have met it. */
function teachesMore({ expected, got, note }: Criterion): boolean {
  return note !== undefined || (expected !== got && !['', '*', '/', 'any'].includes(expected));
}
