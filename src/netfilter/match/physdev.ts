import type { Criterion } from '../../logic/Criterion.js';
import type { MatchEnv } from '../model/MatchEnv.js';
import type { Negatable } from '../model/Negatable.js';
import type { Packet } from '../model/Packet.js';
import { protectWord } from '../words/quoteWord.js';
import { criterion, NOT_KNOWN, optionWords } from './criterion.js';
import { parseInterfaceName } from './interfaceName.js';
import type { MatchModule } from './MatchModule.js';

/** `-m physdev`: the bridge port of a bridged packet. */
export interface PhysdevMatch {
  readonly kind: 'physdev';
  readonly in?: Negatable<string>;
  readonly out?: Negatable<string>;
  readonly isIn?: { readonly not: boolean };
  readonly isOut?: { readonly not: boolean };
  readonly isBridged?: { readonly not: boolean };
}

/**
 * The bridge ports of a packet (iptables-extensions(8)). A packet that crosses no bridge matches exactly the negated options
 * (`physdev_mt`); what a socket of this namespace sends, or comes by `lo`, crosses none, nor does any where there is no bridge; of others it is not known.
 */
export const physdev: MatchModule<PhysdevMatch> = {
  names: ['physdev'],
  options: {
    '--physdev-in': 1,
    '--physdev-out': 1,
    '--physdev-is-in': 0,
    '--physdev-is-out': 0,
    '--physdev-is-bridged': 0,
  },
  parse(options) {
    const [inside, outside] = [
      options.read('--physdev-in', parseInterfaceName),
      options.read('--physdev-out', parseInterfaceName),
    ];
    const [isIn, isOut] = [options.flag('--physdev-is-in'), options.flag('--physdev-is-out')];
    const isBridged = options.flag('--physdev-is-bridged');
    if (!inside && !outside && !isIn && !isOut && !isBridged) return undefined;
    return {
      kind: 'physdev',
      ...(inside && { in: inside }),
      ...(outside && { out: outside }),
      ...(isIn && { isIn }),
      ...(isOut && { isOut }),
      ...(isBridged && { isBridged }),
    };
  },
  print: (match) => [
    '-m',
    'physdev',
    ...tests(match).flatMap(([name, option, value]) =>
      optionWords(name, option, ...(value === undefined ? [] : [protectWord(value)])),
    ),
  ],
  evaluate: (match, packet, env) =>
    tests(match).map(([name, option, value]) => portCriterion(name, option, value ?? 'a bridge port', packet, env)),
};

type Test = readonly [name: string, option: { readonly not: boolean }, value?: string];

function tests(match: PhysdevMatch): readonly Test[] {
  return [
    ...(match.in ? [['--physdev-in', match.in, match.in.value] as const] : []),
    ...(match.isIn ? [['--physdev-is-in', match.isIn] as const] : []),
    ...(match.out ? [['--physdev-out', match.out, match.out.value] as const] : []),
    ...(match.isOut ? [['--physdev-is-out', match.isOut] as const] : []),
    ...(match.isBridged ? [['--physdev-is-bridged', match.isBridged] as const] : []),
  ];
}

function portCriterion(
  name: string,
  option: { readonly not: boolean },
  expected: string,
  { inInterface }: Packet,
  { bridges }: MatchEnv,
): Criterion {
  const local = bridges === 'none' || inInterface === '' || inInterface === 'lo';
  return criterion(name, option, expected, local ? 'no bridge' : NOT_KNOWN, local ? 'no' : 'unknown');
}
