import type { SocketOwner } from '../../model/SocketOwner.js';
import type { RejectType } from '../../target/REJECT.js';
import type { ErrorPacket } from '../Journey.js';
import type { Refusal } from '../PacketWalk.js';
import { NOT_KNOWN } from '../sockets/unknownOwner.js';

/**
 * What the kernel answers with; `undefined`: nothing, as there is no error about an error and no reset about a reset, and none about an echo
 * reply that is still being sent, whose socket is the one that errors need (`icmp_xmit_lock`).
 */
export function errorKind({ type, of, error, hook }: Refusal): ErrorPacket['kind'] | undefined {
  if (error === 'icmp') return undefined;
  const echoReply = of.owner.kind === 'none' && (of.protocol === 'icmp' || of.protocol === 'ipv6-icmp');
  if (echoReply && hook === 'OUTPUT') return undefined;
  if (type !== 'tcp-reset') return 'icmp';
  return of.protocol !== 'tcp' || of.tcpFlags?.includes('RST') === true ? undefined : 'reset';
}

/**
 * Nobody, or whose the socket is that knows no such connection (`skb_set_owner_edemux`). The other resets of IPv4's own and ICMP errors come from a socket of the kernel, those of REJECT and of IPv6 from none
 * (`ipv4_tcp_sk`, `icmp_sk`, `nf_send_reset`).
 */
export function errorOwner({ by, of, listener }: Refusal, kind: ErrorPacket['kind']): SocketOwner {
  if (kind === 'reset' && listener !== undefined) return listener.owner ?? NOT_KNOWN;
  return { kind: 'none', socket: kind === 'icmp' || (by === 'socket' && of.family === 4) };
}

/** Destination unreachable, by the rule's code. */
export const ICMP_OF: Readonly<
  Record<Exclude<RejectType, 'tcp-reset'>, { readonly icmpType: number; readonly icmpCode: number }>
> = {
  'icmp-net-unreachable': { icmpType: 3, icmpCode: 0 },
  'icmp-host-unreachable': { icmpType: 3, icmpCode: 1 },
  'icmp-proto-unreachable': { icmpType: 3, icmpCode: 2 },
  'icmp-port-unreachable': { icmpType: 3, icmpCode: 3 },
  'icmp-net-prohibited': { icmpType: 3, icmpCode: 9 },
  'icmp-host-prohibited': { icmpType: 3, icmpCode: 10 },
  'icmp-admin-prohibited': { icmpType: 3, icmpCode: 13 },
  'icmp6-no-route': { icmpType: 1, icmpCode: 0 },
  'icmp6-adm-prohibited': { icmpType: 1, icmpCode: 1 },
  'icmp6-addr-unreachable': { icmpType: 1, icmpCode: 3 },
  'icmp6-port-unreachable': { icmpType: 1, icmpCode: 4 },
  'icmp6-policy-fail': { icmpType: 1, icmpCode: 5 },
  'icmp6-reject-route': { icmpType: 1, icmpCode: 6 },
};
