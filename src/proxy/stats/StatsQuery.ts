import type { StatsStore } from './StatsStore.js';

/** Which stats are printed. */
export interface StatsQuery {
  readonly usedOnly: boolean;
  /** Of a full name. */
  readonly matches: (name: string) => boolean;
  readonly type: 'All' | 'Counters' | 'Gauges' | 'Histograms' | 'TextReadouts';
}

/** What `query` takes of `store`, each list sorted by name. */
export function selectStats(store: StatsStore, query: StatsQuery) {
  const wants = (type: StatsQuery['type']) => query.type === 'All' || query.type === type;
  const take = <Stat extends { readonly name: string; readonly used: boolean }>(
    type: StatsQuery['type'],
    all: () => readonly Stat[],
  ): readonly Stat[] =>
    wants(type) ? all().filter(({ name, used }) => (used || !query.usedOnly) && query.matches(name)) : [];
  return {
    counters: take('Counters', () => store.counters()),
    gauges: take('Gauges', () => store.gauges()),
    histograms: take('Histograms', () => store.histograms()),
    texts: take('TextReadouts', () => store.texts()),
  };
}
