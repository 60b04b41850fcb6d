import type { StatsStore } from './StatsStore.js';

/** Names below a prefix, several a line with blanks between them. */
export interface StatNames {
  readonly counters?: readonly string[];
  readonly gauges?: readonly string[];
  readonly histograms?: readonly string[];
}

/** Makes `prefix` + name for every name, with 0 or empty; `prefix` ends with a dot, or is empty. */
export function declareNames(store: StatsStore, prefix: string, names: StatNames): void {
  for (const name of wordsOf(prefix, names.counters)) store.declare(store.counter(name).name);
  for (const name of wordsOf(prefix, names.gauges)) store.declare(store.gauge(name).name);
  for (const name of wordsOf(prefix, names.histograms)) store.declare(store.histogram(name).name);
}

function wordsOf(prefix: string, lines: readonly string[] = []): readonly string[] {
  return lines.flatMap((line) => line.split(' ').map((word) => prefix + word));
}
