import { HOPCTL } from '../tools/paths.mjs';
import { heading, line, times } from './print.mjs';
import { leastTimes, timeNode } from './runNode.mjs';
import { SHOP, SHOP_DUMP, SHOP_POD } from './shop.mjs';

const COMMANDS = [
  { args: ['--version'] },
  { args: ['explain', 'UH'] },
  { args: ['pc', 'cluster', '-f', SHOP_DUMP], goal: 'at most 3 ×' },
  { args: ['pc', 'all', '-f', SHOP_DUMP, '-o', 'json'] },
  { args: ['trace-request', SHOP_POD, 'http://catalog:8080/items', '--assume', '*=pass', '--snapshot', SHOP] },
];

/** How long small commands take, against a node that does nothing. */
export function benchStartup(rounds) {
  const tasks = COMMANDS.map(
    ({ args }) =>
      () =>
        timeNode([HOPCTL, ...args]),
  );
  const [base, ...least] = leastTimes(rounds, [() => timeNode(['-e', '0']), ...tasks]);
  heading(`Start: the least of ${rounds}, against node -e 0`);
  line('node -e 0', times(base, base));
  for (const [index, { args, goal }] of COMMANDS.entries()) {
    line(`hopctl ${args.join(' ').replace(SHOP_DUMP, 'DUMP').slice(0, 36)}`, times(least[index], base), goal);
  }
}
