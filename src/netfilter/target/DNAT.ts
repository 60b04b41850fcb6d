import { printNatRange, NAT_FLAGS, parseNatRange, printNatFlags, readNatFlags, type NatRange } from './NatRange.js';
import type { TargetModule } from './TargetModule.js';

/** `-j DNAT --to-destination`. */
export interface DnatTarget extends NatRange {
  readonly kind: 'DNAT';
}

/** A new destination (iptables-extensions(8)). Several --to-destination of old kernels are not read. */
export const DNAT: TargetModule<DnatTarget> = {
  names: ['DNAT'],
  options: { '--to-destination': 1, ...NAT_FLAGS },
  parse(options) {
    const range = options.plain('--to-destination', parseNatRange);
    return range && { kind: 'DNAT', ...range, ...readNatFlags(options) };
  },
  print: (target) => ['-j', 'DNAT', '--to-destination', printNatRange(target), ...printNatFlags(target)],
};
