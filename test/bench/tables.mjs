import { statSync } from 'node:fs';
import { HOPCTL } from '../tools/paths.mjs';
import { heading, line, times } from './print.mjs';
import { leastTimes, peakOfNode, timeNode } from './runNode.mjs';

/** How long a table of a large dump takes and how much memory, against reading and parsing it. */
export function benchTables(dump, rounds) {
  const size = statSync(dump).size;
  const bare = ['-e', `JSON.parse(require('node:fs').readFileSync(${JSON.stringify(dump)}))`];
  const commands = ['cluster', 'endpoint', 'listener', 'route'].map((kind) => [HOPCTL, 'pc', kind, '-f', dump]);
  const [base, ...least] = leastTimes(
    rounds,
    [bare, ...commands].map((args) => () => timeNode(args)),
  );
  heading(`Tables of a dump of ${mebibytes(size)}: the least of ${rounds}, against reading and JSON.parse`);
  line('node, JSON.parse', `${times(base, base)} ${peak(bare)}`);
  for (const [index, args] of commands.entries()) {
    const goal = index === 0 ? 'at most 1.6 ×, memory at most 4 × the file' : undefined;
    line(`hopctl pc ${args[2]}`, `${times(least[index], base)} ${peak(args)}`, goal);
  }

  function peak(args) {
    const bytes = peakOfNode(args);
    return `${mebibytes(bytes)}, ${(bytes / size).toFixed(2)} × the file`;
  }
}

function mebibytes(bytes) {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
