import type { Palette } from '../../../text/Palette.js';
import { safeText } from '../../../text/safeText.js';
import type { Choice, Path, Trace } from '../../../trace/model/Trace.js';
import { differsFrom } from '../differsFrom.js';
import { VERDICT_PAINTS } from '../OutcomeStyle.js';
import { percent } from '../percent.js';
import { pinFlag } from '../pinFlag.js';
import { verdictLine } from '../verdictLine.js';
import { hopLines } from './hopLines.js';
import { hanging, WIDTH, wrapItems } from './layout.js';

const INDENT = ' '.repeat(11);
const ROOM = WIDTH - INDENT.length;

/** Branches told unless all paths were asked for. */
const MOST = 8;

/**
 * The followed paths besides the one that is shown: each with its share, the hop where it parts, its end, and the pins that
 * show it. With `all`, every path, and its hops from there on.
 */
export function branchLines({ paths }: Trace, all: boolean, palette: Palette): readonly string[] {
  const [shown, ...others] = paths;
  if (shown === undefined || others.length === 0) return [];
  const told = all ? others : others.slice(0, MOST);
  const rest = others.length - told.length;
  return [
    palette.heading('Other branches'),
    ...told.flatMap((path) => pathLines(path, shown, all, palette)),
    ...(rest > 0 ? [`   and ${rest} more (--all-branches)`] : []),
  ];
}

function pathLines(path: Path, shown: Path, all: boolean, palette: Palette): readonly string[] {
  const difference = differsFrom(path, shown);
  const share = percent(path.probability).padStart(6);
  const summary = difference?.step === undefined ? '' : `: ${difference.step.summary}`;
  const parts = difference === undefined ? 'the same hops' : `hop ${difference.hop + 1}${summary}`;
  const pins = path.choices.filter((choice) => isOther(choice, shown)).map(({ fork, label }) => pinFlag(fork, label));
  const end = hanging(`-> ${safeText(verdictLine(path.verdict))}`, ROOM).map(
    palette[VERDICT_PAINTS[path.verdict.code]],
  );
  const [first = '', ...rest] = hanging(safeText(parts), ROOM);
  return [
    `   ${share}  ${first}`,
    ...[...rest, ...end].map((line) => `${INDENT}${line}`),
    ...wrapItems(pins.map(safeText), ' ').map((line) => `${INDENT}${palette.faint(line)}`),
    ...(all && difference !== undefined ? ['', ...hopsFrom(path, difference.hop, palette)] : []),
  ];
}

function hopsFrom({ hops }: Path, first: number, palette: Palette): readonly string[] {
  return hops.slice(first).flatMap((_, index) => [...hopLines(hops, first + index, palette), '']);
}

/** A choice that the shown path does not make. */
function isOther(choice: Choice, { choices }: Path): boolean {
  return !choices.some(
    ({ fork, about, label }) => fork === choice.fork && about === choice.about && label === choice.label,
  );
}
