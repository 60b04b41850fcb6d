import { parseNumber } from '../words/parseNumber.js';
import { criterion, NOT_KNOWN } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-m ttl` (IPv4) and `-m hl` (IPv6): time to live, hop limit. */
export interface TtlMatch {
  readonly kind: 'ttl';
  readonly module: 'ttl' | 'hl';
  readonly comparison: 'eq' | 'ne' | 'lt' | 'gt';
  readonly value: number;
}

/** The time to live or hop limit (iptables-extensions(8)). */
export const ttl: MatchModule<TtlMatch> = {
  names: ['ttl', 'hl'],
  options: {
    '--ttl-eq': 1,
    '--hl-eq': '--ttl-eq',
    '--ttl-lt': 1,
    '--hl-lt': '--ttl-lt',
    '--ttl-gt': 1,
    '--hl-gt': '--ttl-gt',
    '--ttl': '--ttl-eq',
  },
  parse(options, name) {
    const byte = (text: string): number | undefined => parseNumber(text, 255);
    const equal = options.read('--ttl-eq', byte);
    const less = options.plain('--ttl-lt', byte);
    const greater = options.plain('--ttl-gt', byte);
    const tests = [
      ...(equal ? [{ comparison: equal.not ? ('ne' as const) : ('eq' as const), value: equal.value }] : []),
      ...(less !== undefined ? [{ comparison: 'lt' as const, value: less }] : []),
      ...(greater !== undefined ? [{ comparison: 'gt' as const, value: greater }] : []),
    ];
    const [test] = tests;
    return test && tests.length === 1 ? { kind: 'ttl', module: name === 'hl' ? 'hl' : 'ttl', ...test } : undefined;
  },
  print: ({ module, comparison, value }) => [
    '-m',
    module,
    ...(comparison === 'ne' ? ['!', `--${module}-eq`] : [`--${module}-${comparison}`]),
    String(value),
  ],
  evaluate({ module, comparison, value }, { ttl: got }) {
    const not = comparison === 'ne';
    const name = `--${module}-${not ? 'eq' : comparison}`;
    if (got === undefined) return [criterion(name, { not }, String(value), NOT_KNOWN, 'unknown')];
    const holds = comparison === 'lt' ? got < value : comparison === 'gt' ? got > value : got === value;
    return [criterion(name, { not }, String(value), String(got), holds)];
  },
};
