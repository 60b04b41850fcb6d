import { randomSource } from '../../../src/proxy/chance/randomSource.js';

/** Numbers that a seed decides: the same seed gives the same configurations and requests everywhere. */
export interface Random {
  /** 0 <= n < below. */
  int(below: number): number;
  /** True in `percent` of a hundred. */
  chance(percent: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Up to `most` items (at least `least`), each at most once, in their order. */
  some<T>(items: readonly T[], most: number, least?: number): readonly T[];
  /** `least` to `most` made things. */
  list<T>(least: number, most: number, make: (index: number) => T): readonly T[];
}

export function randomOf(seed: number): Random {
  // Neighbouring seeds are spread, so that they do not walk through the same numbers.
  const next = randomSource(seed * 0x9e3779b1 + 0x6d2b79f5);
  const random: Random = {
    int: (below) => Math.floor(next() * below),
    chance: (percent) => next() * 100 < percent,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from');
      return items[Math.floor(next() * items.length)] as (typeof items)[number];
    },
    some: (items, most, least = 0) => {
      const count = Math.min(items.length, least + Math.floor(next() * (most - least + 1)));
      const chosen = new Set<number>();
      while (chosen.size < count) chosen.add(Math.floor(next() * items.length));
      return items.filter((_, index) => chosen.has(index));
    },
    list: (least, most, make) =>
      Array.from({ length: least + Math.floor(next() * (most - least + 1)) }, (_, index) => make(index)),
  };
  return random;
}
