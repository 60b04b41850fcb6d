import type { MaskedValue } from '../model/MaskedValue.js';
import type { Negatable } from '../model/Negatable.js';
import { parseMaskedValue, printMaskedValue } from '../words/parseNumber.js';
import { criterion, NOT_KNOWN, optionWords } from './criterion.js';
import { maskedCriterion } from './maskedCriterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-m tos --tos value[/mask]`, one byte each. */
export interface TosMatch {
  readonly kind: 'tos';
  readonly tos: Negatable<MaskedValue>;
}

/** Names of the old type of service bits; they leave the two lowest bits and the precedence alone (mask 0x3f). */
const NAMES: Readonly<Record<string, number>> = {
  'minimize-delay': 0x10,
  'maximize-throughput': 0x08,
  'maximize-reliability': 0x04,
  'minimize-cost': 0x02,
  'normal-service': 0x00,
};

/** The TOS or traffic class byte (iptables-extensions(8)). */
export const tos: MatchModule<TosMatch> = {
  names: ['tos'],
  options: { '--tos': 1 },
  parse(options) {
    const value = options.read('--tos', parseTos);
    return value && { kind: 'tos', tos: value };
  },
  print: ({ tos: option }) => ['-m', 'tos', ...optionWords('--tos', option, printTos(option.value))],
  evaluate({ tos: option }, packet) {
    if (packet.tos !== undefined) return [maskedCriterion('--tos', option, packet.tos)];
    return [criterion('--tos', option, printMaskedValue(option.value, 0xff), NOT_KNOWN, 'unknown')];
  },
};

/** As iptables-save prints it: two digits and the mask. */
export function printTos({ value, mask }: MaskedValue): string {
  return [value, mask].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`).join('/');
}

/** `value[/mask]` or a name of the old type of service. */
export function parseTos(text: string): MaskedValue | undefined {
  const name = text.toLowerCase();
  if (Object.hasOwn(NAMES, name)) return { value: NAMES[name] ?? 0, mask: 0x3f };
  return parseMaskedValue(text, 0xff);
}
