import type { StatsStore } from './StatsStore.js';

/** Names below a prefix, several a line with blanks between them. */
export interface StatNames {
  readonly counters?: readonly string[];
  readonly gauges?: readonly string[];
  readonly histograms?: readonly string[];
}

/** Makes `prefix` + name for every name, with 0 or empty; `prefix` ends with a dot, or is empty. */
export function declareNames(store: StatsStore, prefix: string, names: StatNames): void {
  for (const name of wordsOf(names.counters)) store.counter(prefix + name);
  for (const name of wordsOf(names.gauges)) store.gauge(prefix + name);
  for (const name of wordsOf(names.histograms)) store.histogram(prefix + name);
}

function wordsOf(lines: readonly string[] = []): readonly string[] {
  return lines.flatMap((line) => line.split(' '));
}
