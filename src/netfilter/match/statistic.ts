import { parseNumber, U32_MAX } from '../words/parseNumber.js';
import { criterion, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-m statistic`: chance, or one packet out of `every`. */
export interface StatisticMatch {
  readonly kind: 'statistic';
  readonly not: boolean;
  readonly mode:
    | { readonly kind: 'random'; readonly probability: number }
    | { readonly kind: 'nth'; readonly every: number; readonly packet: number };
}

/** Chance, or a counter whose state no rule tells (iptables-extensions(8)): `unknown`, with a likelihood. */
export const statistic: MatchModule<StatisticMatch> = {
  names: ['statistic'],
  options: { '--mode': 1, '--probability': 1, '--every': 1, '--packet': 1 },
  parse(options) {
    const mode = options.plain('--mode', (text) => (text === 'random' || text === 'nth' ? text : undefined));
    if (mode === 'random') {
      const chance = options.read('--probability', parseProbability);
      return chance && { kind: 'statistic', not: chance.not, mode: { kind: mode, probability: chance.value } };
    }
    const every = options.read('--every', (text) => parseNumber(text, U32_MAX));
    const packet = options.plain('--packet', (text) => parseNumber(text, U32_MAX)) ?? 0;
    if (mode === undefined || every === undefined || every.value === 0 || packet >= every.value) return undefined;
    return { kind: 'statistic', not: every.not, mode: { kind: mode, every: every.value, packet } };
  },
  print: ({ not, mode }) => [
    '-m',
    'statistic',
    '--mode',
    mode.kind,
    ...(mode.kind === 'random'
      ? optionWords('--probability', { not }, mode.probability.toFixed(11))
      : [...optionWords('--every', { not }, String(mode.every)), '--packet', String(mode.packet)]),
  ],
  evaluate(match) {
    const chance = plainChance(match);
    const expected = match.mode.kind === 'nth' ? `one of ${match.mode.every}` : `probability ${match.mode.probability}`;
    const truth = chance >= 1 ? 'yes' : chance <= 0 ? 'no' : 'unknown';
    return [criterion('statistic', match, expected, 'chance', truth)];
  },
};

/** How likely the match is, between 0 and 1. */
export function statisticChance(match: StatisticMatch): number {
  return match.not ? 1 - plainChance(match) : plainChance(match);
}

function plainChance({ mode }: StatisticMatch): number {
  return mode.kind === 'random' ? mode.probability : 1 / mode.every;
}

function parseProbability(text: string): number | undefined {
  const value = /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/.test(text) ? Number(text) : Number.NaN;
  return value >= 0 && value <= 1 ? value : undefined;
}
