import { parseNumber } from '../words/parseNumber.js';
import type { TargetModule } from './TargetModule.js';

/** `-j TTL` (IPv4), `-j HL` (IPv6). */
export interface TtlTarget {
  readonly kind: 'TTL';
  readonly module: 'TTL' | 'HL';
  readonly operation: 'set' | 'dec' | 'inc';
  readonly value: number;
}

/** A new time to live or hop limit (iptables-extensions(8)). */
export const TTL: TargetModule<TtlTarget> = {
  names: ['TTL', 'HL'],
  options: {
    '--ttl-set': 1,
    '--hl-set': '--ttl-set',
    '--ttl-dec': 1,
    '--hl-dec': '--ttl-dec',
    '--ttl-inc': 1,
    '--hl-inc': '--ttl-inc',
  },
  parse(options, name) {
    const found = (['set', 'dec', 'inc'] as const).flatMap((operation) => {
      const value = options.plain(`--ttl-${operation}`, (text) => parseNumber(text, 255));
      return value === undefined ? [] : [{ operation, value }];
    });
    const [change] = found;
    if (!change || found.length > 1) return undefined;
    return { kind: 'TTL', module: name === 'HL' ? 'HL' : 'TTL', ...change };
  },
  print: ({ module, operation, value }) => ['-j', module, `--${module.toLowerCase()}-${operation}`, String(value)],
};
