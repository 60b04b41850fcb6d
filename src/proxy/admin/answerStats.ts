import { printStatsJson } from '../stats/printStatsJson.js';
import { printStatsPrometheus } from '../stats/printStatsPrometheus.js';
import { printStatsText } from '../stats/printStatsText.js';
import type { StatsQuery } from '../stats/StatsQuery.js';
import type { AdminContext } from './AdminContext.js';
import { textAnswer, type AdminAnswer, type AdminRequest } from './AdminAnswer.js';
import { adminRegex } from './adminRegex.js';

const TYPES = ['All', 'Counters', 'Gauges', 'Histograms', 'TextReadouts'] as const;

/** `/stats` and `/stats/prometheus`. */
export function answerStats(request: AdminRequest, context: AdminContext): AdminAnswer {
  const { query } = request;
  const format = request.path === '/stats/prometheus' ? 'prometheus' : (query.get('format') ?? 'text');
  const read = readQuery(query);
  if (typeof read === 'string') return textAnswer(read, 400);
  switch (format) {
    case 'text':
      return textAnswer(printStatsText(context.stats, read));
    case 'json':
      return { status: 200, contentType: 'application/json', body: printStatsJson(context.stats, read) };
    case 'prometheus':
      return textAnswer(printStatsPrometheus(context.stats, read, context.tags, query.has('text_readouts')));
    default:
      return textAnswer('usage: /stats?format=(html|active-html|json|prometheus|text)\n\n', 400);
  }
}

/** What `query` asks for, or the words that it is refused with. */
function readQuery(query: URLSearchParams): StatsQuery | string {
  const type = TYPES.find((name) => name === (query.get('type') ?? 'All'));
  if (type === undefined) return 'invalid &type= param';
  const filter = query.get('filter') ?? '';
  const regex = adminRegex(filter, 'partial');
  if (regex.kind === 'bad') return `Invalid re2 regex: ${regex.error}`;
  return { usedOnly: query.has('usedonly'), type, matches: filter === '' ? () => true : regex.matches };
}
