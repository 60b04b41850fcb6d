import type { NumberRange } from '../model/NumberRange.js';
import { parseNumber, parseRange } from '../words/parseNumber.js';
import type { TargetModule } from './TargetModule.js';

/** `-j NFQUEUE`: a program in user space decides; with `bypass` and no such program the packet is accepted. */
export interface NfqueueTarget {
  readonly kind: 'NFQUEUE';
  readonly queues: NumberRange;
  readonly bypass: boolean;
  readonly cpuFanout: boolean;
}

/** A queue to a program (iptables-extensions(8)). */
export const NFQUEUE: TargetModule<NfqueueTarget> = {
  names: ['NFQUEUE'],
  options: { '--queue-num': 1, '--queue-balance': 1, '--queue-bypass': 0, '--queue-cpu-fanout': 0 },
  parse(options) {
    const one = options.plain('--queue-num', (text) => parseNumber(text, 0xffff)) ?? 0;
    const queues = options.plain('--queue-balance', (text) => parseRange(text, ':', 0xffff)) ?? { min: one, max: one };
    const bypass = options.has('--queue-bypass');
    return { kind: 'NFQUEUE', queues, bypass, cpuFanout: options.has('--queue-cpu-fanout') };
  },
  print: ({ queues: { min, max }, bypass, cpuFanout }) => [
    '-j',
    'NFQUEUE',
    ...(min === max ? ['--queue-num', String(min)] : ['--queue-balance', `${min}:${max}`]),
    ...(bypass ? ['--queue-bypass'] : []),
    ...(cpuFanout ? ['--queue-cpu-fanout'] : []),
  ],
};
