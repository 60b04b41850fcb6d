import type { SocketOwner } from '../../../src/netfilter/model/SocketOwner.js';

/** Which tool loads a rule set, and in which form its text is. */
export type Loader = 'nft' | 'legacy' | 'native';

/** One rule set in force: the text for iptables-restore (`nft`, `legacy`) or an nft script (`native`). */
export interface LoadedRules {
  readonly loader: Loader;
  /** Of `native` tables the families are in the text. */
  readonly family: 4 | 6;
  readonly text: string;
}

/** What one sender does: a TCP connection that is opened (and closed), or a datagram that is sent and waited for. */
export interface SentPacket {
  readonly direction: 'out' | 'in';
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  /** IP text; both ends are of one family. Absent: the kernel chooses. */
  readonly source?: string;
  readonly sourcePort: number;
  readonly destination: string;
  /** Of icmp the echo identifier. */
  readonly destinationPort: number;
  /** Of packets that the namespace sends. */
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups of the sender. */
  readonly groups: readonly number[];
  /** SO_MARK, 0 for none. */
  readonly mark: number;
  /** IP_TRANSPARENT on the sending socket. */
  readonly transparent: boolean;
  /** Of packets from the wire: the interface that they come in by. */
  readonly inInterface: string;
  /** What the packet is to conntrack: a first packet, one of a flow that was opened before the rules were loaded, or one that fits no flow. */
  readonly state: 'new' | 'established' | 'invalid';
}

/** The socket that a connection or datagram reached, as it told itself. */
export interface ReachedSocket {
  /** `pod`, or the namespace at the other end of a link: `peer`, `peer2`. */
  readonly where: string;
  /** getsockname (of a datagram: where it was sent to by IP_PKTINFO, with the port of the socket). */
  readonly local: string;
  readonly peer: string;
  /** SO_ORIGINAL_DST; absent: ENOENT or a datagram. */
  readonly originalDestination?: string;
}

/** What really happened to one {@link SentPacket}. */
export interface Observation {
  /** `connected`, `answered` (a datagram with its answer), `timeout`, or an errno name of connect(), send() or recv(). */
  readonly senderSees: string;
  readonly reached?: ReachedSocket;
  /**
   * Packets by rule, `table:CHAIN:index` from 1, of the pod's namespace, over the whole exchange, `loader` and family in front:
   * `nft4 nat:OUTPUT:1`, `legacy6 raw:PREROUTING:2`; of native tables nft's name of the family: `native inet istio:output:1`. Only
   * rules that count (`counter` in a script), and only those that a packet of this family can meet. The exchange is SYN, SYN+ACK
   * and ACK, or datagram and answer or ICMP error; what closes it is not in it.
   */
  readonly hits: Readonly<Record<string, number>>;
}

/** A server that listens in the bed for as long as it stands. */
export interface BedSocket {
  readonly where: 'pod' | 'peer' | 'peer2';
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  readonly transparent: boolean;
  readonly owner: Extract<SocketOwner, { kind: 'user' }>;
}
