import type { Palette } from '../../../text/Palette.js';
import { safeText } from '../../../text/safeText.js';
import type { Evidence } from '../../../trace/model/Evidence.js';
import type { Step } from '../../../trace/model/Step.js';
import { effectText } from '../effectText.js';
import { evidenceText } from '../evidenceText.js';
import { OUTCOME_STYLES, paint } from '../OutcomeStyle.js';
import { criterionLines } from './criterionLines.js';
import { forkLines } from './forkLines.js';
import { excerptLines } from './excerptLines.js';
import { gutter, hanging, under, wrapClauses } from './layout.js';
import { nearMissLines } from './nearMissLines.js';
import { MISSES_OF_A_LOSS, STEP_STYLES } from './StepStyle.js';

/** What a step's lines depend on besides the step. */
export interface StepContext {
  readonly palette: Palette;
  /** The document whose pointers are written without its name. */
  readonly document: string | undefined;
  /** The steps whose place in the dump goes without saying. */
  readonly withoutPlace: ReadonlySet<Step>;
}

/** Every place is said in full. */
export function plainContext(palette: Palette): StepContext {
  return { palette, document: undefined, withoutPlace: new Set() };
}

/** A step told alone: what was decided, the thing itself with its place, criteria, changes, forks, notes, near misses. */
export function stepLines(step: Step, context: StepContext): readonly string[] {
  const { palette } = context;
  const style = STEP_STYLES[step.kind];
  const outcome = OUTCOME_STYLES[step.outcome];
  const lost = outcome.mark !== ' ';
  const how = outcome.paint ?? (style.strong === true ? 'strong' : undefined);
  const [first = '', ...rest] = wrapClauses(safeText(headline(step))).map((line) => paint(palette, how, line));
  return [
    `${gutter(style.label, palette, outcome)}${first}`,
    ...[
      ...rest,
      ...step.evidence.flatMap((one) => evidenceLines(one, step, context)),
      ...criterionLines(step),
      ...step.effects.flatMap((effect) => hanging(safeText(effectText(effect)))),
      ...step.forks.flatMap(forkLines),
      ...step.notes.flatMap((note) => hanging(safeText(note))),
      ...nearMissLines(step.skipped, lost ? Math.max(style.misses, MISSES_OF_A_LOSS) : style.misses).map(palette.faint),
    ].map((line) => under(line)),
  ];
}

/** The thing itself, where it teaches, and its place. */
function evidenceLines(evidence: Evidence, step: Step, context: StepContext): readonly string[] {
  const { palette, document, withoutPlace } = context;
  const place = [palette.faint(safeText(evidenceText(evidence, document)))];
  if (evidence.kind !== 'json') return place;
  return [
    ...(isWorthALine(evidence.excerpt, step) ? excerptLines(evidence.excerpt) : []),
    ...(withoutPlace.has(step) ? [] : place),
  ];
}

/** JSON where it says what it matches, or what stopped the request; the beginning of a whole resource says its type. */
function isWorthALine(text: string, { kind, outcome }: Step): boolean {
  const { excerpt } = STEP_STYLES[kind];
  if (OUTCOME_STYLES[outcome].mark !== ' ') return !text.startsWith('{"@type"');
  return typeof excerpt === 'string' ? text.startsWith(`{"${excerpt}":{"`) : excerpt;
}

/** The summary without what the label says; what is missing, where that is all that is known. */
function headline({ kind, summary, unknown }: Step): string {
  const { said } = STEP_STYLES[kind];
  const text = said !== undefined && summary.startsWith(said) ? summary.slice(said.length) : summary;
  return unknown === undefined || text.includes(unknown) ? text : `${text}: ${unknown}`;
}
