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

/** Mulberry32. */
export function randomOf(seed: number): Random {
  let state = (seed * 0x9e3779b1 + 0x6d2b79f5) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
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
