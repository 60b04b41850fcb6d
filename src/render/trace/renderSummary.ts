import type { Palette } from '../../text/Palette.js';
import { safeText } from '../../text/safeText.js';
import type { Step, StepKind } from '../../trace/model/Step.js';
import type { Trace } from '../../trace/model/Trace.js';
import { verdictLines } from './detailed/verdictLines.js';
import { foldsAway } from './foldsAway.js';
import { OUTCOME_STYLES, paint } from './OutcomeStyle.js';
import { requestEcho } from './requestEcho.js';
import { STAGE_TITLES } from './stageTitles.js';

const always = (): boolean => true;
const ifStopped = ({ outcome }: Step): boolean => OUTCOME_STYLES[outcome].mark !== ' ';
const unlessPassed = ({ outcome }: Step): boolean => outcome !== 'passed';

/** Which steps decide, by kind. Every kind has an answer: a new one does not compile until it has. */
const DECIDES: Readonly<Record<StepKind, (step: Step) => boolean>> = {
  resolve: always,
  rule: (step) => !foldsAway(step),
  routing: ifStopped,
  service: always,
  socket: always,
  listener: always,
  listener_filter: ifStopped,
  filter_chain: always,
  tls: ifStopped,
  network_filter: ifStopped,
  http_request: ifStopped,
  route_config: ifStopped,
  virtual_host: always,
  route: always,
  http_filter: unlessPassed,
  cluster: always,
  endpoint: always,
  transport_socket: always,
  upstream_request: ({ effects }) => effects.length > 0,
  reply: always,
  app: always,
};

/** One line a deciding step: what was chosen at each hop, without why; then the outcomes. */
export function renderSummary(trace: Trace, palette: Palette): string {
  const [title = ''] = requestEcho(trace.request);
  const lines = trace.hops.flatMap(({ where, stage, steps }, index) => [
    palette.heading(safeText(`${index + 1}. ${STAGE_TITLES[stage]}, ${where}`)),
    ...steps.filter((step) => DECIDES[step.kind](step)).map((step) => stepLine(step, palette)),
  ]);
  return `${[palette.heading(safeText(title)), ...lines, ...verdictLines(trace, palette)].join('\n')}\n`;
}

function stepLine({ summary, outcome }: Step, palette: Palette): string {
  const { mark, paint: how } = OUTCOME_STYLES[outcome];
  return ` ${mark} ${paint(palette, how, safeText(summary))}`;
}
