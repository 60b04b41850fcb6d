import type { TargetModule } from './TargetModule.js';
import { printXmark, readXmark, XMARK_OPTIONS } from './xmark.js';

/** `-j MARK`: every form is `--set-xmark`, the new mark is `(mark & ~mask) ^ value`. */
export interface MarkTarget {
  readonly kind: 'MARK';
  readonly value: number;
  readonly mask: number;
}

/** A new mark for the packet (iptables-extensions(8)); see `readXmark`. */
export const MARK: TargetModule<MarkTarget> = {
  names: ['MARK'],
  options: XMARK_OPTIONS,
  parse(options) {
    const xmark = readXmark(options);
    return xmark && { kind: 'MARK', ...xmark };
  },
  print: (target) => ['-j', 'MARK', ...printXmark(target)],
};
