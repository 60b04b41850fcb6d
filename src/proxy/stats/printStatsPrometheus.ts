import { groupBy } from '../../envoy/parse/groupBy.js';
import { compareBytes } from '../../text/compareBytes.js';
import { countOf, countUpTo, sumOf } from './Histogram.js';
import { selectStats, type StatsQuery } from './StatsQuery.js';
import type { StatsStore } from './StatsStore.js';
import type { Tag, TagExtractor } from './TagExtractor.js';

/** Upper bounds of the buckets that Envoy gives to Prometheus, milliseconds. */
const BUCKETS: readonly number[] = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000,
];

/** `/stats/prometheus`: counters, gauges, texts if `textReadouts`, histograms; groups sorted by name without tags. */
export function printStatsPrometheus(
  store: StatsStore,
  query: StatsQuery,
  tags: TagExtractor,
  textReadouts = false,
): string {
  const { counters, gauges, histograms, texts } = selectStats(store, query);
  const groups = [
    group(counters, tags, 'counter', (name, labels, { value }) => [`${name}{${labels}} ${value}`]),
    group(gauges, tags, 'gauge', (name, labels, { value }) => [`${name}{${labels}} ${value}`]),
    textReadouts
      ? group(texts, tags, 'gauge', (name, labels, { value }) => {
          const text = `text_value="${escapeLabel(value)}"`;
          return [`${name}{${labels === '' ? text : `${labels},${text}`}} 0`];
        })
      : [],
    group(histograms, tags, 'histogram', (name, labels, histogram) => {
      const bins = histogram.cumulative();
      const before = labels === '' ? '' : `${labels},`;
      return [
        ...BUCKETS.map((limit) => `${name}_bucket{${before}le="${limit}"} ${countUpTo(bins, limit)}`),
        `${name}_bucket{${before}le="+Inf"} ${countOf(bins)}`,
        `${name}_sum{${labels}} ${exact(sumOf(bins))}`,
        `${name}_count{${labels}} ${countOf(bins)}`,
      ];
    }),
  ];
  return groups
    .flat()
    .map((line) => `${line}\n`)
    .join('');
}

function group<Stat extends { readonly name: string }>(
  stats: readonly Stat[],
  extractor: TagExtractor,
  type: string,
  print: (name: string, labels: string, stat: Stat) => readonly string[],
): readonly string[] {
  const byName = groupBy(
    stats.map((stat) => ({ stat, ...extractor.extract(stat.name) })),
    ({ name }) => name,
  );
  return [...byName]
    .sort(([a], [b]) => compareBytes(a, b))
    .flatMap(([name, members]) => {
      const metric = metricName(name);
      return [`# TYPE ${metric} ${type}`, ...members.flatMap(({ stat, tags }) => print(metric, labelsOf(tags), stat))];
    });
}

/** `envoy_` and what a metric's name may hold; a name with a namespace of its own (`_istio_…`) keeps it. */
function metricName(name: string): string {
  const clean = name.replace(/[^a-zA-Z0-9_]/g, '_');
  return clean.startsWith('_') ? clean.slice(1) : `envoy_${clean}`;
}

function labelsOf(tags: readonly Tag[]): string {
  return tags.map(({ name, value }) => `${name.replace(/[^a-zA-Z0-9_]/g, '_')}="${escapeLabel(value)}"`).join(',');
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}

/** As C's `%.32g`. */
function exact(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toPrecision(32).replace(/0+$/, '');
}
