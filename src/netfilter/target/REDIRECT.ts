import { printRange } from '../model/NumberRange.js';
import { NAT_FLAGS, parseNatPorts, printNatFlags, readNatFlags, type NatRange } from './NatRange.js';
import type { TargetModule } from './TargetModule.js';

/** `-j REDIRECT`; it never has `addresses`. */
export interface RedirectTarget extends NatRange {
  readonly kind: 'REDIRECT';
}

/** The machine itself as destination: its loopback address in OUTPUT, the incoming interface's in PREROUTING (iptables-extensions(8)). */
export const REDIRECT: TargetModule<RedirectTarget> = {
  names: ['REDIRECT'],
  options: { '--to-ports': 1, '--to-port': '--to-ports', ...NAT_FLAGS },
  parse(options) {
    const ports = options.plain('--to-ports', parseNatPorts);
    return { kind: 'REDIRECT', ...(ports && { ports }), ...readNatFlags(options) };
  },
  print: (target) => [
    '-j',
    'REDIRECT',
    ...(target.ports ? ['--to-ports', printRange(target.ports, '-')] : []),
    ...printNatFlags(target),
  ],
};
