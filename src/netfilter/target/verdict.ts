import type { TargetModule } from './TargetModule.js';

/** The verdicts without options. */
export interface VerdictTarget {
  readonly kind: 'ACCEPT' | 'DROP' | 'QUEUE' | 'RETURN';
}

const KINDS = ['ACCEPT', 'DROP', 'QUEUE', 'RETURN'] as const;

/** `-j ACCEPT`, `-j DROP`, `-j QUEUE`, `-j RETURN` (iptables(8)). */
export const verdict: TargetModule<VerdictTarget> = {
  names: KINDS,
  options: {},
  parse(_options, name) {
    const kind = KINDS.find((one) => one === name);
    return kind && { kind };
  },
  print: ({ kind }) => ['-j', kind],
};
