import type { MatchModule } from './MatchModule.js';
import { evaluatePorts, PORT_OPTIONS, printPorts, readPorts, type PortOptions } from './ports.js';

/** `-m udp`. */
export interface UdpMatch extends PortOptions {
  readonly kind: 'udp';
}

/** Ports of a UDP header (iptables-extensions(8)). */
export const udp: MatchModule<UdpMatch> = {
  names: ['udp'],
  options: PORT_OPTIONS,
  parse: (options) => ({ kind: 'udp', ...readPorts(options) }),
  print: (match) => ['-m', 'udp', ...printPorts(match)],
  evaluate: evaluatePorts,
};
