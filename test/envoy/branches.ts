import type { Branch, Choose, Fork } from '../../src/logic/Fork.js';

/** One way that a decision can go: the branches taken, and how likely that is. */
export interface Way<T> {
  readonly labels: readonly string[];
  readonly probability: number;
  readonly value: T;
}

/** All ways that a decision can go, in the order of its forks' branches. */
export function allBranches<T>(decide: (choose: Choose) => T): readonly Way<T>[] {
  const ways: Way<T>[] = [];
  const pending: (readonly number[])[] = [[]];
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    const taken: Branch<unknown>[] = [];
    const more: (readonly number[])[] = [];
    const chosen: number[] = [];
    const follow = path;
    const choose: Choose = <V>(fork: Fork<V>): Branch<V> => {
      const depth = chosen.length;
      const index = follow[depth] ?? 0;
      if (depth >= follow.length) more.push(...fork.branches.slice(1).map((_, i) => [...chosen, i + 1]));
      const branch = fork.branches[index];
      if (branch === undefined) throw new Error(`fork ${fork.name} has no branch`);
      chosen.push(index);
      taken.push(branch);
      return branch;
    };
    const value = decide(choose);
    const probability = taken.reduce((product, branch) => product * branch.probability, 1);
    ways.push({ labels: taken.map(({ label }) => label), probability, value });
    pending.unshift(...more);
  }
  return ways;
}

/** What each value comes to, in percent, rounded. */
export function percentages(ways: readonly Way<string>[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const { value, probability } of ways) sums.set(value, (sums.get(value) ?? 0) + 100 * probability);
  return Object.fromEntries([...sums].map(([value, percent]) => [value, Math.round(percent)]));
}
