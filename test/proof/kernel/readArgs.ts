import { parseArgs } from 'node:util';
import { readNumber, readSeeds } from '../readNumbers.js';

/** What `npm run proof -- kernel` was asked for. */
export interface Args {
  /** Cases of each seed, rounded up to whole rule sets. */
  readonly cases: number;
  readonly seeds: readonly number[];
  readonly jobs: number;
  readonly resume: boolean;
  readonly out: string;
  /** Only this case of the first seed. */
  readonly one?: number;
  /** Only print what `out` says, as Markdown. */
  readonly table: boolean;
}

/** Reads `--cases N --seed S|A..B [--jobs 2] [--resume] [--out FILE]`, or `--seed S --case N`, or `--table --out FILE`. */
export function readArgs(args: readonly string[]): Args {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      case: { type: 'string' },
      jobs: { type: 'string', default: '1' },
      resume: { type: 'boolean', default: false },
      out: { type: 'string', default: 'node_modules/.cache/proof/kernel.json' },
      table: { type: 'boolean', default: false },
    },
  });
  return {
    cases: readNumber('cases', values.cases),
    seeds: seedsOf(values.seed),
    jobs: Math.max(1, readNumber('jobs', values.jobs)),
    resume: values.resume,
    out: values.out,
    table: values.table,
    ...(values.case === undefined ? {} : { one: readNumber('case', values.case) }),
  };
}

function seedsOf(text: string): readonly number[] {
  const { first, last = first } = readSeeds(text);
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, at) => first + at);
}
