import type { Branch, Choose } from '../../logic/Fork.js';

/** Decides forks by random numbers: a branch is taken as often as its probability says. */
export function chooseAtRandom(random: () => number): Choose {
  return (fork) => {
    const [only] = fork.branches;
    return fork.branches.length === 1 && only !== undefined ? only : pick(fork.branches, random());
  };
}

function pick<T>(branches: readonly Branch<T>[], at: number): Branch<T> {
  let passed = 0;
  let last: Branch<T> | undefined;
  for (const branch of branches) {
    passed += branch.probability;
    last = branch;
    if (at < passed) return branch;
  }
  if (last === undefined) throw new Error('a fork has branches');
  return last;
}
