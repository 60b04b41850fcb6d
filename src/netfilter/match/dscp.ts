import type { Negatable } from '../model/Negatable.js';
import { parseNumber, printHex } from '../words/parseNumber.js';
import { criterion, NOT_KNOWN, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-m dscp`: the upper six bits of the TOS or traffic class byte. */
export interface DscpMatch {
  readonly kind: 'dscp';
  readonly dscp: Negatable<number>;
}

/** The DiffServ code point (iptables-extensions(8)). */
export const dscp: MatchModule<DscpMatch> = {
  names: ['dscp'],
  options: { '--dscp': 1, '--dscp-class': 1 },
  parse(options) {
    const number = options.read('--dscp', (text) => parseNumber(text, 63));
    const name = options.read('--dscp-class', parseDscpClass);
    if (number && name) return undefined;
    const value = number ?? name;
    return value && { kind: 'dscp', dscp: value };
  },
  print: (match) => [
    '-m',
    'dscp',
    ...optionWords('--dscp', match.dscp, `0x${match.dscp.value.toString(16).padStart(2, '0')}`),
  ],
  evaluate({ dscp: option }, packet) {
    const expected = printHex(option.value);
    if (packet.tos === undefined) return [criterion('--dscp', option, expected, NOT_KNOWN, 'unknown')];
    return [criterion('--dscp', option, expected, printHex(packet.tos >> 2), packet.tos >> 2 === option.value)];
  },
};

/** `BE`, `EF`, `CS0`–`CS7`, `AF11`–`AF43`. */
export function parseDscpClass(text: string): number | undefined {
  const name = text.toUpperCase();
  if (name === 'BE') return 0;
  if (name === 'EF') return 46;
  const selector = /^CS([0-7])$/.exec(name)?.[1];
  if (selector !== undefined) return Number(selector) * 8;
  const assured = /^AF([1-4])([1-3])$/.exec(name);
  return assured ? Number(assured[1]) * 8 + Number(assured[2]) * 2 : undefined;
}
