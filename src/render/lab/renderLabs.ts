import type { ListedLab } from '../../app/lab/LabAnswers.js';
import { safeText } from '../../text/safeText.js';
import { drawTable } from '../drawTable.js';
import { formatAge } from '../formatAge.js';
import { renderJson } from '../renderJson.js';
import { renderYaml } from '../renderYaml.js';

/** The forms of a list of labs; the first is the default. */
export const LABS_FORMATS = ['table', 'name', 'json', 'yaml'] as const;

/** Labs as a table, their names, or all that is known of them. */
export function renderLabs(labs: readonly ListedLab[], format: (typeof LABS_FORMATS)[number], now: Date): string {
  switch (format) {
    case 'table': {
      const rows = labs.map((lab) => rowOf(lab, now));
      return drawTable(['NAME', 'PHASE', 'AGE', 'PODS', 'PROXIES'], rows);
    }
    case 'name':
      return labs.map(({ name }) => `${safeText(name)}\n`).join('');
    case 'json':
      return renderJson({ schemaVersion: 1, labs });
    case 'yaml':
      return renderYaml({ schemaVersion: 1, labs: JSON.parse(JSON.stringify(labs)) as unknown });
  }
}

function rowOf({ name, state, broken }: ListedLab, now: Date): readonly string[] {
  if (state === undefined) return [name, 'broken', '?', '?', '?'];
  const kinds = state.pods.flatMap(({ proxy }) => (proxy === undefined ? [] : [proxy.kind]));
  const proxies = [...new Set(kinds)].map((kind) => `${kinds.filter((one) => one === kind).length} ${kind}`);
  const age = formatAge(state.createdAt, now);
  return [name, broken ? 'broken' : state.phase, age, String(state.pods.length), proxies.join(', ') || 'none'];
}
