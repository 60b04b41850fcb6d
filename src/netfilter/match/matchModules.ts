import { addrtype } from './addrtype.js';
import { comment } from './comment.js';
import { connmark } from './connmark.js';
import { conntrack } from './conntrack.js';
import { dccp } from './dccp.js';
import { destination } from './destination.js';
import { dscp } from './dscp.js';
import { fragment } from './fragment.js';
import { icmp } from './icmp.js';
import { inInterface } from './inInterface.js';
import { iprange } from './iprange.js';
import { length } from './length.js';
import { mac } from './mac.js';
import { mark } from './mark.js';
import { multiport } from './multiport.js';
import { nftCompare } from './nftCompare.js';
import { outInterface } from './outInterface.js';
import { owner } from './owner.js';
import { physdev } from './physdev.js';
import { pkttype } from './pkttype.js';
import { protocol } from './protocol.js';
import { sctp } from './sctp.js';
import { set } from './set.js';
import { socket } from './socket.js';
import { source } from './source.js';
import { statistic } from './statistic.js';
import { tcp } from './tcp.js';
import { tos } from './tos.js';
import { ttl } from './ttl.js';
import { udp } from './udp.js';
import { udplite } from './udplite.js';
import { unsupported } from './unsupported.js';
import type { MatchByKind, MatchKind } from './Match.js';
import type { MatchModule } from './MatchModule.js';

/** The module of every kind of match; the base options come first, in the order in which iptables-save prints them. */
export const matchModules: { readonly [K in MatchKind]: MatchModule<MatchByKind[K]> } = {
  source,
  destination,
  inInterface,
  outInterface,
  protocol,
  fragment,
  tcp,
  udp,
  udplite,
  sctp,
  dccp,
  icmp,
  multiport,
  owner,
  mark,
  connmark,
  conntrack,
  addrtype,
  socket,
  comment,
  iprange,
  length,
  ttl,
  tos,
  dscp,
  pkttype,
  mac,
  physdev,
  set,
  statistic,
  nftCompare,
  unsupported,
};
