import type { Negatable } from '../model/Negatable.js';
import type { NumberRange } from '../model/NumberRange.js';

/** `--sport` and `--dport`, which tcp, udp, udplite, sctp and dccp have alike. */
export interface PortOptions {
  readonly sourcePorts?: Negatable<NumberRange>;
  readonly destinationPorts?: Negatable<NumberRange>;
}
