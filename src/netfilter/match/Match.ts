import type { SourceMatch } from './source.js';
import type { DestinationMatch } from './destination.js';
import type { ProtocolMatch } from './protocol.js';
import type { InInterfaceMatch } from './inInterface.js';
import type { OutInterfaceMatch } from './outInterface.js';
import type { FragmentMatch } from './fragment.js';
import type { TcpMatch } from './tcp.js';
import type { UdpMatch } from './udp.js';
import type { UdpliteMatch } from './udplite.js';
import type { SctpMatch } from './sctp.js';
import type { DccpMatch } from './dccp.js';
import type { IcmpMatch } from './icmp.js';
import type { MultiportMatch } from './multiport.js';
import type { OwnerMatch } from './owner.js';
import type { MarkMatch } from './mark.js';
import type { ConnmarkMatch } from './connmark.js';
import type { ConntrackMatch } from './conntrack.js';
import type { AddrtypeMatch } from './addrtype.js';
import type { SocketMatch } from './socket.js';
import type { CommentMatch } from './comment.js';
import type { IprangeMatch } from './iprange.js';
import type { LengthMatch } from './length.js';
import type { TtlMatch } from './ttl.js';
import type { TosMatch } from './tos.js';
import type { DscpMatch } from './dscp.js';
import type { PkttypeMatch } from './pkttype.js';
import type { MacMatch } from './mac.js';
import type { PhysdevMatch } from './physdev.js';
import type { SetMatch } from './set.js';
import type { StatisticMatch } from './statistic.js';
import type { NftCompareMatch } from './nftCompare.js';
import type { UnsupportedMatch } from './unsupported.js';

/** Every kind of match by its name; the name is that of the extension in iptables-extensions(8). */
export interface MatchByKind {
  readonly source: SourceMatch;
  readonly destination: DestinationMatch;
  readonly protocol: ProtocolMatch;
  readonly inInterface: InInterfaceMatch;
  readonly outInterface: OutInterfaceMatch;
  readonly fragment: FragmentMatch;
  readonly tcp: TcpMatch;
  readonly udp: UdpMatch;
  readonly udplite: UdpliteMatch;
  readonly sctp: SctpMatch;
  readonly dccp: DccpMatch;
  readonly icmp: IcmpMatch;
  readonly multiport: MultiportMatch;
  readonly owner: OwnerMatch;
  readonly mark: MarkMatch;
  readonly connmark: ConnmarkMatch;
  readonly conntrack: ConntrackMatch;
  readonly addrtype: AddrtypeMatch;
  readonly socket: SocketMatch;
  readonly comment: CommentMatch;
  readonly iprange: IprangeMatch;
  readonly length: LengthMatch;
  readonly ttl: TtlMatch;
  readonly tos: TosMatch;
  readonly dscp: DscpMatch;
  readonly pkttype: PkttypeMatch;
  readonly mac: MacMatch;
  readonly physdev: PhysdevMatch;
  readonly set: SetMatch;
  readonly statistic: StatisticMatch;
  /** Of native nftables rules only; read by `parse/nft/`. */
  readonly nftCompare: NftCompareMatch;
  readonly unsupported: UnsupportedMatch;
}

/** Name of a kind of match. */
export type MatchKind = keyof MatchByKind;

/** One match of a rule; `Match<'owner'>` is the match of that kind. */
export type Match<K extends MatchKind = MatchKind> = { readonly [P in K]: MatchByKind[P] & { readonly kind: P } }[K];
