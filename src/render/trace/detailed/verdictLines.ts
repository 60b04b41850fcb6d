import type { Palette } from '../../../text/Palette.js';
import { safeText } from '../../../text/safeText.js';
import type { Outcome, Trace } from '../../../trace/model/Trace.js';
import type { CallerSees, Verdict, VerdictCode } from '../../../trace/model/Verdict.js';
import { callerText } from '../callerText.js';
import { VERDICT_PAINTS } from '../OutcomeStyle.js';
import { percent } from '../percent.js';
import { wrapWords, WIDTH } from './layout.js';

const INDENT = '   ';

/** Every outcome: its share, the verdict, the sentence, Envoy's flags and details, what the caller sees. */
export function verdictLines({ outcomes, notFollowed }: Trace, palette: Palette): readonly string[] {
  const sure = outcomes.length === 1 && notFollowed < 0.000_001;
  const shares = outcomes.map(({ probability }) => (sure ? '' : `${percent(probability)}  `));
  const width = Math.max(0, ...shares.map((share) => share.length));
  const lines = outcomes.flatMap((outcome, index) =>
    outcomeLines(outcome, (shares[index] ?? '').padStart(width), palette),
  );
  if (notFollowed < 0.000_001) return lines;
  return [...lines, palette.doubtful(`${`${percent(notFollowed)}  `.padStart(width)}not followed (--all-branches)`)];
}

function outcomeLines({ verdict }: Outcome, share: string, palette: Palette): readonly string[] {
  const { code, likely } = verdict;
  const guess = likely === undefined ? '' : `, likely ${palette[VERDICT_PAINTS[likely.code]](likely.code)}`;
  const told = likely === undefined ? [verdict.sentence] : [verdict.sentence, likely.sentence];
  const indent = share === '' ? INDENT : ' '.repeat(share.length);
  return [
    `${share}${palette.strong(palette[VERDICT_PAINTS[code]](code))}${guess}`,
    ...told
      .flatMap((sentence) => wrapWords(safeText(sentence), WIDTH - indent.length))
      .map((line) => `${indent}${line}`),
    `${indent}${palette.faint(safeText(aftermath(likely ?? verdict, likely !== undefined)))}`,
  ];
}

/** `Envoy logs UH no_healthy_upstream; the caller sees status 503.` */
function aftermath({ code, flags, details, caller }: Verdict, guessed: boolean): string {
  const logged = [flags, details].filter((word) => word !== '').join(' ');
  const log = logged === '' ? '' : `Envoy logs ${logged}; `;
  const sees = `${log}${seenBy(caller, code)}`;
  return guessed ? `Then ${sees}.` : `${sees.slice(0, 1).toUpperCase()}${sees.slice(1)}.`;
}

function seenBy(caller: CallerSees, code: VerdictCode): string {
  if (caller.kind === 'unknown') return 'what the caller sees is not known';
  return `the caller sees ${caller.kind === 'app' && code === 'EXITS_MESH' ? 'whatever answers there' : callerText(caller)}`;
}
