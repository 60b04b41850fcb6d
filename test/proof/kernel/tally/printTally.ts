import { matchKinds, targetFiles } from '../generate/generateIptables.js';
import type { Checkpoint } from '../Checkpoint.js';
import type { Count, Tally } from './Tally.js';

/** A tally as Markdown: what was run, what came of it, by feature. */
export function printTally({ tally, state, kernel, seeds, cases, seconds }: Checkpoint): string {
  const { total, foreign } = tally;
  const supported = total.cases - foreign.cases;
  const abstained = total.abstentions - foreign.abstentions;
  const range = seeds.length === 1 ? `seed ${seeds[0] ?? 0}` : `seeds ${seeds[0] ?? 0} to ${seeds.at(-1) ?? 0}`;
  const percent = supported === 0 ? '0' : ((100 * abstained) / supported).toFixed(3);
  return [
    `Evaluator \`${state}\`, Linux ${kernel}, ${range}, ${cases} cases each, ${Math.round(seconds)} s.`,
    '',
    table(
      ['', 'cases', 'agreements', 'disagreements', 'abstentions'],
      [row('all', total), row('with unsupported modules', foreign)],
    ),
    '',
    `Of ${supported} cases of supported features ${abstained} are abstentions (${percent} %). Agreed only when sent again, alone: ${tally.unsettled}. Rule sets that a loader refused: ${tally.unloadable}.`,
    '',
    table(
      ['reason of an abstention', 'cases'],
      sorted(tally.reasons).map(([name, count]) => [`\`${name}\``, String(count)]),
    ),
    '',
    table(
      ['feature', 'cases', 'agreements', 'disagreements', 'abstentions'],
      Object.entries(tally.features)
        .sort()
        .map(([name, count]) => row(name, count)),
    ),
    '',
    table(
      ['module or hook', 'hits', 'misses'],
      Object.entries(tally.reach)
        .sort()
        .map(([name, { hits, misses }]) => [name, String(hits), String(misses)]),
    ),
    '',
    `Never reached with a hit and a miss: ${unreached(tally).join(', ') || 'none'}.`,
    '',
  ].join('\n');
}

/** Modules that no case met both ways. */
export function unreached({ reach }: Tally): readonly string[] {
  const names = [...matchKinds.map((kind) => `match ${kind}`), ...targetFiles.map((kind) => `target ${kind}`)];
  return names.filter((name) => (reach[name]?.hits ?? 0) === 0 || (reach[name]?.misses ?? 0) === 0);
}

function row(name: string, { cases, agreements, disagreements, abstentions }: Count): readonly string[] {
  return [name, String(cases), String(agreements), String(disagreements), String(abstentions)];
}

function sorted(counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(counts).sort(([, a], [, b]) => b - a);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
