import type { Palette } from '../../../text/Palette.js';
import { safeText } from '../../../text/safeText.js';
import type { Evidence } from '../../../trace/model/Evidence.js';
import type { Step } from '../../../trace/model/Step.js';
import { effectText } from '../effectText.js';
import { foldsAway } from '../foldsAway.js';
import { OUTCOME_STYLES, paint } from '../OutcomeStyle.js';
import { gutter, hanging, labelled, TEXT_WIDTH, under, wrapItems } from './layout.js';
import { nearMissLines } from './nearMissLines.js';
import { MISSES_OF_A_LOSS } from './StepStyle.js';
import { plainContext, stepLines } from './stepLines.js';

type RuleEvidence = Extract<Evidence, { kind: 'rule' }>;

/**
 * A packet's way through netfilter: the coordinates of all it met as one path, the rules that decided verbatim, and what
 * routing made of it. Where no rule decided, the nearest that could have.
 */
export function packetLines(steps: readonly Step[], palette: Palette): readonly string[] {
  const met = steps.flatMap((step) => ruleEvidence(step).map((evidence) => ({ step, evidence })));
  const deciding = steps.filter((step) => step.kind === 'rule' && !foldsAway(step));
  const path = met.map(({ evidence }) => safeText(place(evidence, severalBackends(met))));
  const moves = steps.filter(({ kind, outcome }) => kind === 'routing' && OUTCOME_STYLES[outcome].mark === ' ');
  const stops = steps.filter(({ kind, outcome }) => kind === 'routing' && OUTCOME_STYLES[outcome].mark !== ' ');
  return [
    ...(path.length > 1 ? labelled('rules', wrapItems(path, ' > '), palette) : []),
    ...deciding.flatMap((step) => ruleLines(step, palette)),
    ...(deciding.length === 0 ? undecided(steps, palette) : []),
    ...labelled('packet', wrapItems(moves.flatMap(movesOf), ', '), palette),
    ...stops.flatMap((step) => stepLines(step, plainContext(palette))),
  ];
}

function ruleEvidence({ evidence }: Step): readonly RuleEvidence[] {
  return evidence.filter((one) => one.kind === 'rule');
}

function severalBackends(met: readonly { readonly evidence: RuleEvidence }[]): boolean {
  return new Set(met.map(({ evidence }) => evidence.backend)).size > 1;
}

function place({ coordinate, backend }: RuleEvidence, named: boolean): string {
  return named ? `${coordinate} (${backend})` : coordinate;
}

/** A deciding rule verbatim, with its coordinate, what it changed and what it is for. */
function ruleLines(step: Step, palette: Palette): readonly string[] {
  const [evidence] = ruleEvidence(step);
  if (evidence === undefined) return stepLines(step, plainContext(palette));
  const outcome = OUTCOME_STYLES[step.outcome];
  const text = evidence.rule === '' ? evidence.verdict : evidence.rule;
  const rest = stepLines({ ...step, summary: '', evidence: [], effects: [] }, plainContext(palette)).slice(1);
  return [
    `${gutter('rule', palette, outcome)}${paint(palette, outcome.paint ?? 'strong', safeText(text))}`,
    ...placeLines(evidence).map((line) => under(palette.faint(line))),
    ...step.effects.map((effect) => under(safeText(effectText(effect)))),
    ...rest,
  ];
}

/** The rule's coordinate and what it is for, on one line where that fits. */
function placeLines({ coordinate, purpose }: RuleEvidence): readonly string[] {
  const place = safeText(coordinate);
  if (purpose === undefined) return [place];
  const line = `${place}  # ${safeText(purpose)}`;
  return line.length <= TEXT_WIDTH ? [line] : [place, ...hanging(`# ${safeText(purpose)}`)];
}

/** No rule decided: the candidates of the last step that had any. */
function undecided(steps: readonly Step[], palette: Palette): readonly string[] {
  const skipped = steps.findLast((step) => step.skipped.length > 0)?.skipped ?? [];
  return nearMissLines(skipped, MISSES_OF_A_LOSS).map((line) => under(palette.faint(line)));
}

/** What routing and delivery changed; that a connection is new is the rule. */
function movesOf({ effects, summary }: Step): readonly string[] {
  if (effects.length > 0) return effects.map((effect) => safeText(effectText(effect)));
  return summary === 'conntrack NEW' || summary === 'routing local' || summary === 'routing lo'
    ? []
    : [safeText(summary)];
}
