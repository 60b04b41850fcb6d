import { parseNumber, printHex, U32_MAX } from '../words/parseNumber.js';
import type { OptionReader } from '../words/OptionReader.js';
import type { TargetModule } from './TargetModule.js';
import { printXmark, readXmark, XMARK_OPTIONS } from './xmark.js';

/** `-j CONNMARK`: marks the flow, or copies between its mark and the packet's. */
export type ConnmarkTarget =
  /** ctmark = (ctmark & ~mask) ^ value */
  | {
      readonly kind: 'CONNMARK';
      readonly operation: 'set';
      readonly value: number;
      readonly mask: number;
    }
  /** `save`: ctmark = (ctmark & ~ctmask) ^ (mark & nfmask); `restore`: mark = (mark & ~nfmask) ^ (ctmark & ctmask) */
  | {
      readonly kind: 'CONNMARK';
      readonly operation: 'save' | 'restore';
      readonly nfmask: number;
      readonly ctmask: number;
    };

/** The flow's mark (iptables-extensions(8)). `--mask` is both masks; shifts are not read. */
export const CONNMARK: TargetModule<ConnmarkTarget> = {
  names: ['CONNMARK'],
  options: { ...XMARK_OPTIONS, '--save-mark': 0, '--restore-mark': 0, '--nfmask': 1, '--ctmask': 1, '--mask': 1 },
  parse(options) {
    const set = readXmark(options);
    const [save, restore] = [options.has('--save-mark'), options.has('--restore-mark')];
    if ([set !== undefined, save, restore].filter(Boolean).length !== 1) return undefined;
    if (set) return { kind: 'CONNMARK', operation: 'set', ...set };
    return { kind: 'CONNMARK', operation: save ? 'save' : 'restore', ...readMasks(options) };
  },
  print: (target) => [
    '-j',
    'CONNMARK',
    ...(target.operation === 'set'
      ? printXmark(target)
      : [`--${target.operation}-mark`, '--nfmask', printHex(target.nfmask), '--ctmask', printHex(target.ctmask)]),
  ],
};

function readMasks(options: OptionReader): { readonly nfmask: number; readonly ctmask: number } {
  const word = (text: string): number | undefined => parseNumber(text, U32_MAX);
  const both = options.plain('--mask', word) ?? U32_MAX;
  return { nfmask: options.plain('--nfmask', word) ?? both, ctmask: options.plain('--ctmask', word) ?? both };
}
