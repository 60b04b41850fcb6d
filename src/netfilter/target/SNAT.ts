import { printNatRange, NAT_FLAGS, parseNatRange, printNatFlags, readNatFlags, type NatRange } from './NatRange.js';
import type { TargetModule } from './TargetModule.js';

/** `-j SNAT --to-source`. */
export interface SnatTarget extends NatRange {
  readonly kind: 'SNAT';
}

/** A new source (iptables-extensions(8)). Several --to-source of old kernels are not read. */
export const SNAT: TargetModule<SnatTarget> = {
  names: ['SNAT'],
  options: { '--to-source': 1, ...NAT_FLAGS },
  parse(options) {
    const range = options.plain('--to-source', parseNatRange);
    return range && { kind: 'SNAT', ...range, ...readNatFlags(options) };
  },
  print: (target) => ['-j', 'SNAT', '--to-source', printNatRange(target), ...printNatFlags(target)],
};
