import type { TargetModule } from './TargetModule.js';

/** `-j NOTRACK`: no conntrack for this packet. */
export interface NotrackTarget {
  readonly kind: 'NOTRACK';
}

/** The older way to write `-j CT --notrack` (iptables-extensions(8)). */
export const NOTRACK: TargetModule<NotrackTarget> = {
  names: ['NOTRACK'],
  options: {},
  parse: () => ({ kind: 'NOTRACK' }),
  print: () => ['-j', 'NOTRACK'],
};
