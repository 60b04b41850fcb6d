import { spawnSync } from 'node:child_process';
import { NODE, ROOT } from '../tools/paths.mjs';

/** Tells, when the process ends, how much memory it had at its peak. */
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`,
)}`;

/** Runs node with these arguments to its end; returns the milliseconds that took. Fails when it ends with another exit code. */
export function timeNode(args, exitCode = 0) {
  const start = performance.now();
  const { status, stderr } = spawnSync(NODE, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
  const time = performance.now() - start;
  if (status !== exitCode) throw new Error(`${args.join(' ')}: exit code ${status}\n${stderr}`);
  return time;
}

/** The peak of the resident set in bytes, of node with these arguments. */
export function peakOfNode(args) {
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe'];
  const { output } = spawnSync(NODE, ['--import', TELL_PEAK, ...args], { cwd: ROOT, stdio, encoding: 'utf8' });
  return Number(output[3]) * 1024;
}

/**
 * Runs each once in turn, round by round, so that what else the machine does falls on all of them, and returns the least time
 * of each in milliseconds: what is added by others is never negative.
 */
export function leastTimes(rounds, tasks) {
  const least = tasks.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [index, task] of tasks.entries()) least[index] = Math.min(least[index], task());
  }
  return least;
}
