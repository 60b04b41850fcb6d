import { parseTos, printTos } from '../match/tos.js';
import type { MaskedValue } from '../model/MaskedValue.js';
import { parseNumber } from '../words/parseNumber.js';
import type { TargetModule } from './TargetModule.js';

/** `-j TOS`: changes the TOS or traffic class byte to `(tos & ~mask) ^ value`. */
export interface TosTarget {
  readonly kind: 'TOS';
  readonly value: number;
  readonly mask: number;
}

/** A new TOS or traffic class byte (iptables-extensions(8)). */
export const TOS: TargetModule<TosTarget> = {
  names: ['TOS'],
  options: { '--set-tos': 1, '--and-tos': 1, '--or-tos': 1, '--xor-tos': 1 },
  parse(options) {
    const found = [
      options.plain('--set-tos', parseTos),
      options.plain('--and-tos', (text) => bits(text, (value) => ({ value: 0, mask: ~value & 0xff }))),
      options.plain('--or-tos', (text) => bits(text, (value) => ({ value, mask: value }))),
      options.plain('--xor-tos', (text) => bits(text, (value) => ({ value, mask: 0 }))),
    ].filter((one) => one !== undefined);
    const [masked] = found;
    return masked && found.length === 1 ? { kind: 'TOS', ...masked } : undefined;
  },
  print: ({ value, mask }) => ['-j', 'TOS', '--set-tos', printTos({ value, mask })],
};

function bits(text: string, make: (value: number) => MaskedValue): MaskedValue | undefined {
  const value = parseNumber(text, 0xff);
  return value === undefined ? undefined : make(value);
}
