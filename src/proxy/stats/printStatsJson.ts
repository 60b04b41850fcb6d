import { compareBytes } from '../../text/compareBytes.js';
import { quantileOf, type Bin } from './Histogram.js';
import { QUANTILES } from './printStatsText.js';
import { selectStats, type StatsQuery } from './StatsQuery.js';
import type { StatsStore } from './StatsStore.js';

/** `/stats?format=json`. */
export function printStatsJson(store: StatsStore, query: StatsQuery): string {
  const { counters, gauges, histograms, texts } = selectStats(store, query);
  const numbers = [...counters, ...gauges].sort((a, b) => compareBytes(a.name, b.name));
  const stats: unknown[] = [...texts, ...numbers].map(({ name, value }) => ({ name, value }));
  if (histograms.length > 0) {
    const computed = histograms.map((histogram) => ({
      name: histogram.name,
      values: valuesOf(histogram.interval(), histogram.cumulative()),
    }));
    stats.push({ histograms: { supported_quantiles: QUANTILES, computed_quantiles: computed } });
  }
  return JSON.stringify({ stats });
}

/** A quantile of nothing is NaN, which JSON writes as null, as Envoy does. */
function valuesOf(interval: readonly Bin[], cumulative: readonly Bin[]) {
  return QUANTILES.map((percent) => ({
    cumulative: quantileOf(cumulative, percent / 100),
    interval: quantileOf(interval, percent / 100),
  }));
}
