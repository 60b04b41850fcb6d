import type { Fork } from '../../logic/Fork.js';
import type { TracePins } from '../model/TraceRequest.js';

/**
 * The branch of a fork that the user pinned: by `--pin NAME=LABEL` (the fork's name), `--endpoint` (forks of endpoints) or
 * `--random-value` (forks that a random number decides). Undefined when none fits.
 */
export function pinnedBranch<T>(fork: Fork<T>, pins: TracePins): number | undefined {
  const label = pins.pins.get(fork.name) ?? (fork.name === 'endpoint' ? pins.endpoint : undefined);
  if (label !== undefined) {
    const index = fork.branches.findIndex((branch) => branch.label === label);
    if (index >= 0) return index;
  }
  if (pins.randomValue === undefined || fork.modulus === undefined || fork.modulus <= 0) return undefined;
  return branchOfRandomValue(fork, pins.randomValue % fork.modulus);
}

function branchOfRandomValue<T>(fork: Fork<T>, remainder: number): number | undefined {
  let end = 0;
  for (const [index, branch] of fork.branches.entries()) {
    end += branch.weight ?? 0;
    if (remainder < end) return index;
  }
  return undefined;
}
