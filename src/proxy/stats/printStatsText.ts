import { compareBytes } from '../../text/compareBytes.js';
import { quantileOf, type Bin } from './Histogram.js';
import { selectStats, type StatsQuery } from './StatsQuery.js';
import type { StatsStore } from './StatsStore.js';

/** The quantiles that Envoy prints, in percent. */
export const QUANTILES: readonly number[] = [0, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 100];

/** `/stats` as text: texts, then counters and gauges, then histograms; each sorted by name. */
export function printStatsText(store: StatsStore, query: StatsQuery): string {
  const { counters, gauges, histograms, texts } = selectStats(store, query);
  const numbers = [...counters, ...gauges].sort((a, b) => compareBytes(a.name, b.name));
  const lines = [
    ...texts.map(({ name, value }) => `${name}: ${JSON.stringify(value)}`),
    ...numbers.map(({ name, value }) => `${name}: ${value}`),
    ...histograms.map((histogram) => `${histogram.name}: ${summary(histogram.interval(), histogram.cumulative())}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function summary(interval: readonly Bin[], cumulative: readonly Bin[]): string {
  if (cumulative.length === 0) return 'No recorded values';
  return QUANTILES.map((percent) => {
    const [last, all] = [interval, cumulative].map((bins) => quantileOf(bins, percent / 100));
    return `P${percent}(${number(last)},${number(all)})`;
  }).join(' ');
}

function number(value = NaN): string {
  return Number.isNaN(value) ? 'nan' : String(value);
}
