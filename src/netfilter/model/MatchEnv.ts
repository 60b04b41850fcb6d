import type { ConnectedSocket } from './ConnectedSocket.js';
import type { ConntrackTuple } from './ConntrackView.js';
import type { Hook } from './Hook.js';
import type { Interface } from './Interface.js';
import type { ListeningSocket } from './ListeningSocket.js';
import type { NumberRange } from './NumberRange.js';

/** What matches may ask besides the packet. `undefined` everywhere means: not known. */
export interface MatchEnv {
  readonly hook: Hook;
  readonly table: string;
  /** All interfaces of the network namespace, for `addrtype`. */
  readonly interfaces: readonly Interface[] | undefined;
  /** It is known that there is no bridge, for `physdev`. */
  readonly bridges?: 'none';
  /** All sockets that listen, for `socket`. */
  readonly sockets: readonly ListeningSocket[] | undefined;
  /** The socket that TPROXY has given the packet to, for `socket`: it is taken without a look at addresses. */
  readonly assignedSocket?: ListeningSocket;
  /** The connected socket that has the packet's addresses, for `socket`; `none`: there is certainly none. */
  readonly connectedSocket?: ConnectedSocket | 'none';
  /** Of an ICMP error: the head of the packet that it speaks of. */
  readonly quoted?: ConntrackTuple & { readonly protocol: string };
  /** Where an unknown source port lies; by default 1024 to 65535 (anything that needs no privilege). */
  readonly ephemeralPorts?: NumberRange;
}
