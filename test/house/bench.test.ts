import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './sourceFiles.js';

test('the bench measures all that it has goals for', { timeout: 180_000 }, () => {
  const bench = join(ROOT, 'test', 'bench', 'run.mjs');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [bench, '--services', '1000', '--rounds', '1', '--traces', '50', '--requests', '1000'],
    {
      encoding: 'utf8',
    },
  );
  expect([status, stderr]).toEqual([0, '']);
  const goals = stdout.split('\n').filter((line) => line.includes('(goal: '));
  expect(goals.map((line) => line.trim().replaceAll(/ {2,}.*/g, ''))).toEqual([
    'hopctl pc cluster -f DUMP',
    'hopctl pc cluster',
    'each of 50, after all were traced once: median',
    'lists of 500 and more that all of them walk',
    'CPU for 1000 requests of every generator',
    'requests a second of one core',
    'CPU for each',
    'CPU beside a bare forwarder of node:http',
    'heap at 20 % and 100 % of the requests',
  ]);
  expect(goals[3]).toMatch(/ 0 {3}\(goal: none\)$/);
});
