import type { MatchModule } from './MatchModule.js';
import { evaluatePorts, PORT_OPTIONS, printPorts, readPorts, type PortOptions } from './ports.js';

/** `-m udplite`. */
export interface UdpliteMatch extends PortOptions {
  readonly kind: 'udplite';
}

/** Ports of a UDP-Lite header (iptables-extensions(8)). */
export const udplite: MatchModule<UdpliteMatch> = {
  names: ['udplite'],
  options: PORT_OPTIONS,
  parse: (options) => ({ kind: 'udplite', ...readPorts(options) }),
  print: (match) => ['-m', 'udplite', ...printPorts(match)],
  evaluate: evaluatePorts,
};
