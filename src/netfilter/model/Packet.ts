import type { IpAddress } from '../../net/IpAddress.js';
import type { ConntrackView } from './ConntrackView.js';
import type { SocketOwner } from './SocketOwner.js';

/** A flag of a TCP header, as `--tcp-flags` names it. */
export type TcpFlag = 'FIN' | 'SYN' | 'RST' | 'PSH' | 'ACK' | 'URG';

/** What is known of a packet's headers besides addresses and ports; absent: not known. */
export type HeaderFields = Pick<Packet, 'length' | 'ttl' | 'tos' | 'sourceMac'>;

/** One packet as a rule sees it at one place of its way. An absent field is not known, unless it says otherwise. */
export interface Packet {
  readonly family: 4 | 6;
  /** `tcp`, `udp`, `icmp`, `ipv6-icmp`, `sctp`, …, or a number as text where /etc/protocols has no name. */
  readonly protocol: string;
  readonly source: IpAddress;
  /** Absent: an ephemeral port that the kernel chooses (`MatchEnv.ephemeralPorts`). */
  readonly sourcePort?: number;
  readonly destination: IpAddress;
  readonly destinationPort?: number;
  /** The skb's mark, 0 to 0xffffffff. */
  readonly mark: number;
  /** Name of the interface it came in by, `''` when it has none (OUTPUT, POSTROUTING of local packets). */
  readonly inInterface: string;
  /** Name of the interface it leaves by, `''` when it has none (PREROUTING, INPUT). */
  readonly outInterface: string;
  readonly owner: SocketOwner;
  readonly conntrack: ConntrackView;
  /** Absent for other protocols than tcp. */
  readonly tcpFlags?: readonly TcpFlag[];
  readonly icmpType?: number;
  readonly icmpCode?: number;
  /** Bytes of the whole IP packet. */
  readonly length?: number;
  readonly ttl?: number;
  /** The whole TOS or traffic class byte. */
  readonly tos?: number;
  /** A later fragment, which shows no ports. Absent: no fragment. */
  readonly fragment?: boolean;
  /** `aa:bb:cc:dd:ee:ff`; absent: not known, `''`: there is none (loopback, local packets). */
  readonly sourceMac?: string;
}
