import type { Branch, Choose, Fork } from '../../../logic/Fork.js';

/** One caller's choices for several runs of the same walk. */
export interface RememberedChoices {
  /** The `choose` of the next run. */
  readonly begin: () => Choose;
}

/**
 * Asks `choose` once for each fork of a walk that runs several times: the same fork at the same place gets the same branch, so the
 * caller sees each fork once.
 */
export function rememberChoices(choose: Choose): RememberedChoices {
  const taken = new Map<string, string>();
  const begin = (): Choose => {
    const met = new Map<string, number>();
    return <T>(fork: Fork<T>): Branch<T> => {
      const name = `${fork.name}\n${fork.about}`;
      const count = (met.get(name) ?? 0) + 1;
      met.set(name, count);
      const key = `${name}\n${count}`;
      const label = taken.get(key);
      const branch = fork.branches.find((candidate) => candidate.label === label) ?? choose(fork);
      taken.set(key, branch.label);
      return branch;
    };
  };
  return { begin };
}
