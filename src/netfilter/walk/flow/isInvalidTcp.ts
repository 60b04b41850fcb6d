import type { TcpFlag } from '../../model/Packet.js';
import type { Netns } from '../netns/Netns.js';
import { tcpLoose } from '../netns/sysctl.js';

/**
 * Whether conntrack takes a TCP packet for INVALID that belongs to no flow, or to one that has seen no answer yet: a SYN begins a
 * flow; an ACK alone picks one up where `nf_conntrack_tcp_loose` is on, but answers nothing when only a SYN was seen, which a RST takes
 * back; SYN+ACK, FIN and RST never are the first (kernel 6.18 measured; `tcp_conntracks` of `nf_conntrack_proto_tcp.c`).
 */
export function isInvalidTcp(netns: Netns, flags: readonly TcpFlag[], unanswered: boolean): boolean {
  const [syn, ack] = [flags.includes('SYN'), flags.includes('ACK')];
  if (flags.includes('RST')) return !unanswered;
  if (flags.includes('FIN') || syn === ack) return true;
  return ack && (unanswered || !tcpLoose(netns));
}
