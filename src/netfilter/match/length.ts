import type { Negatable } from '../model/Negatable.js';
import { inRange, printRange, type NumberRange } from '../model/NumberRange.js';
import { parsePortRange } from '../words/parseNumber.js';
import { criterion, NOT_KNOWN, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-m length --length MIN[:MAX]`: bytes of the IP packet, header included. */
export interface LengthMatch {
  readonly kind: 'length';
  readonly length: Negatable<NumberRange>;
}

/** The size of the packet (iptables-extensions(8)). */
export const length: MatchModule<LengthMatch> = {
  names: ['length'],
  options: { '--length': 1 },
  parse(options) {
    const range = options.read('--length', parsePortRange);
    return range && { kind: 'length', length: range };
  },
  print: (match) => ['-m', 'length', ...optionWords('--length', match.length, printRange(match.length.value, ':'))],
  evaluate({ length: range }, packet) {
    const expected = printRange(range.value, ':');
    if (packet.length === undefined) return [criterion('--length', range, expected, NOT_KNOWN, 'unknown')];
    return [criterion('--length', range, expected, String(packet.length), inRange(range.value, packet.length))];
  },
};
