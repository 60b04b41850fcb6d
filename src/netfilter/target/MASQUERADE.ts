import { printRange } from '../model/NumberRange.js';
import { NAT_FLAGS, parseNatPorts, printNatFlags, readNatFlags, type NatRange } from './NatRange.js';
import type { TargetModule } from './TargetModule.js';

/** `-j MASQUERADE`; it never has `addresses`. */
export interface MasqueradeTarget extends NatRange {
  readonly kind: 'MASQUERADE';
}

/** The outgoing interface's address as source (iptables-extensions(8)). */
export const MASQUERADE: TargetModule<MasqueradeTarget> = {
  names: ['MASQUERADE'],
  options: { '--to-ports': 1, '--to-port': '--to-ports', ...NAT_FLAGS },
  parse(options) {
    const ports = options.plain('--to-ports', parseNatPorts);
    return { kind: 'MASQUERADE', ...(ports && { ports }), ...readNatFlags(options) };
  },
  print: (target) => [
    '-j',
    'MASQUERADE',
    ...(target.ports ? ['--to-ports', printRange(target.ports, '-')] : []),
    ...printNatFlags(target),
  ],
};
