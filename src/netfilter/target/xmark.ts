import type { MaskedValue } from '../model/MaskedValue.js';
import type { OptionReader } from '../words/OptionReader.js';
import type { OptionTable } from '../words/OptionWords.js';
import { parseMaskedValue, parseNumber, printHex, U32_MAX } from '../words/parseNumber.js';

/** The ways to say which bits of a mark to clear and which to flip; they exclude each other. */
export const XMARK_OPTIONS: OptionTable = {
  '--set-xmark': 1,
  '--set-mark': 1,
  '--and-mark': 1,
  '--or-mark': 1,
  '--xor-mark': 1,
};

/**
 * Any of them as `--set-xmark value/mask`, whose new mark is `(mark & ~mask) ^ value`: `--set-mark v/m` is `v/(v|m)`, or is `v/v`,
 * and is `0/~v`, xor is `v/0` (iptables-extensions(8)).
 */
export function readXmark(options: OptionReader): MaskedValue | undefined {
  const found = [
    options.plain('--set-xmark', (text) => parseMaskedValue(text)),
    options.plain('--set-mark', (text) => setMark(parseMaskedValue(text))),
    options.plain('--and-mark', (text) => bits(text, (value) => ({ value: 0, mask: ~value >>> 0 }))),
    options.plain('--or-mark', (text) => bits(text, (value) => ({ value, mask: value }))),
    options.plain('--xor-mark', (text) => bits(text, (value) => ({ value, mask: 0 }))),
  ].filter((one) => one !== undefined);
  if (found.length > 1) options.fail();
  return found[0];
}

/** The words of iptables-save, mask always written. */
export function printXmark({ value, mask }: MaskedValue): readonly [string, string] {
  return ['--set-xmark', `${printHex(value)}/${printHex(mask)}`];
}

/** `(mark & ~mask) ^ value`, 32 bits. */
export function applyXmark(mark: number, { value, mask }: MaskedValue): number {
  return ((mark & ~mask) ^ value) >>> 0;
}

function setMark(masked: MaskedValue | undefined): MaskedValue | undefined {
  return masked && { value: masked.value, mask: (masked.value | masked.mask) >>> 0 };
}

function bits(text: string, make: (value: number) => MaskedValue): MaskedValue | undefined {
  const value = parseNumber(text, U32_MAX);
  return value === undefined ? undefined : make(value);
}
