/** How often something was met that held or did something, and how often not. */
export interface Reach {
  hits: number;
  misses: number;
}

/** Counts what was met. */
export function countReach(counts: Record<string, Reach>, name: string, hit: boolean): void {
  const reach = (counts[name] ??= { hits: 0, misses: 0 });
  if (hit) reach.hits += 1;
  else reach.misses += 1;
}

/** Counts a name once, or as often as said. */
export function increment(counts: Record<string, number>, name: string, times = 1): void {
  counts[name] = (counts[name] ?? 0) + times;
}
