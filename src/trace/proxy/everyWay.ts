import type { Choose } from '../../logic/Fork.js';

/** More ways are not followed. */
const MOST = 64;

/** What a decision comes to on every way that its forks can go. */
export function everyWay<T>(decide: (choose: Choose) => T): readonly T[] {
  const values: T[] = [];
  const pending: (readonly number[])[] = [[]];
  for (let way = pending.pop(); way !== undefined && values.length < MOST; way = pending.pop()) {
    const follow = way;
    const taken: number[] = [];
    const choose: Choose = (fork) => {
      const index = follow[taken.length] ?? 0;
      if (taken.length >= follow.length) {
        for (let other = 1; other < fork.branches.length; other++) pending.push([...taken, other]);
      }
      taken.push(index);
      const branch = fork.branches[index];
      if (branch === undefined) throw new Error(`fork ${fork.name} has no branch`);
      return branch;
    };
    values.push(decide(choose));
  }
  return values;
}
