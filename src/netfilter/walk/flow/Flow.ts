import type { ConnectedSocket } from '../../model/ConnectedSocket.js';
import type { ConntrackTuple } from '../../model/ConntrackView.js';
import type { SocketOwner } from '../../model/SocketOwner.js';

/** What conntrack remembers of a flow. */
export interface Flow {
  readonly protocol: string;
  readonly zone: number;
  readonly original: ConntrackTuple;
  /** Shows the translation: a reply comes from the new destination and goes to the new source. */
  readonly reply: ConntrackTuple;
  readonly mark: number;
  readonly snat: boolean;
  readonly dnat: boolean;
  /** Of an echo: its identifier is another one, too. */
  readonly newIdentifier?: true;
  /** What wrote the new destination. */
  readonly by: 'redirect' | 'dnat' | undefined;
  /** Whether nat was asked, which happens once: "no rule matched" is remembered too. */
  readonly destinationDecided: boolean;
  readonly sourceDecided: boolean;
  /** The first packet has reached its socket or left. */
  readonly confirmed: boolean;
  readonly seenReply: boolean;
  /** A TCP connection whose handshake is done; of UDP, which hangs on time, never so. */
  readonly assured: boolean;
  /** Data of the connection passed it by, untracked or in another zone: an acknowledgement of that is not in its window. */
  readonly missedData?: true;
}

/** The first packet of a conversation, as it was sent or came in. */
export interface Opening {
  readonly from: 'socket' | 'wire';
  /** '' from a socket. */
  readonly inInterface: string;
  readonly protocol: string;
  readonly tuple: ConntrackTuple;
  readonly owner: SocketOwner;
  /** SO_MARK of the sender. */
  readonly mark: number;
  /** IP_TRANSPARENT of the sender. */
  readonly transparent: boolean;
  /** Made by hand: no socket of TCP waits for what comes back. */
  readonly byHand?: true;
  /** Whether packets for others are forwarded whatever `ip_forward` says. */
  readonly forwarding: boolean;
}

/** What later packets and replies of the same connection need to know. */
export interface Conversation {
  readonly opening: Opening;
  /** Of the packets so far, the latest first: an answer in another zone begins its own. None: conntrack is not in use, or the packets were not tracked. */
  readonly flows: readonly Flow[];
  /** The socket here that took the first packet. */
  readonly accepted: ConnectedSocket | undefined;
  /** Names what the facts leave open and the flow's mark, zone or translation hang on. */
  readonly uncertain?: string;
}
