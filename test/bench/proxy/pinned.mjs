import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { NODE } from '../../tools/paths.mjs';

/** The command that runs node with these arguments on one core, where there are two and taskset(1). */
export function pinned(core, args) {
  const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', String(core), 'true']).status === 0;
  return canPin ? ['taskset', '-c', String(core), NODE, ...args] : [NODE, ...args];
}
