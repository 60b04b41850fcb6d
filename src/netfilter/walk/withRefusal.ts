import type { Choose } from '../../logic/Fork.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { RejectType } from '../target/REJECT.js';
import { makeTuple } from './flow/tuple.js';
import type { Netns } from './netns/Netns.js';
import type { PacketWalk, RejectedEnd } from './PacketWalk.js';
import { outputPath } from './path/outputPath.js';
import { isLocalAddress } from './routing/localAddresses.js';
import { routeOutput } from './routing/routeOutput.js';
import { walkPacket, type Start } from './walkPacket.js';
import { withoutRoute } from './withoutRoute.js';

/** A first packet's walk with what its sender sees: of a refusal that is lost on its way back, nothing. */
export function withRefusal(netns: Netns, walk: PacketWalk, choose: Choose): PacketWalk {
  const { end } = walk;
  if (end.kind !== 'rejected') return walk;
  const refusal = refusalWalk(netns, walk, end, choose);
  if (refusal.end.kind === 'unknown') return { ...walk, refusal, end: refusal.end };
  const told = refusal.end.kind === 'local' || refusal.end.kind === 'wire' || end.senderSees === 'EPERM';
  const { errno: _, ...silent } = end;
  return { ...walk, refusal, end: told ? end : { ...silent, senderSees: 'timeout' } };
}

/**
 * The way of the reset or ICMP error that tells the sender: it goes out through OUTPUT like any packet, with mark 0 and without an
 * owner. It has a socket, the kernel's own, but for resets of REJECT and those of IPv6. The reset of a closed port is the ESTABLISHED
 * answer, whatever else answers a tracked packet carries its flow as RELATED (kernel 6.18 measured; `tcp_v4_send_reset`,
 * `nf_send_reset`, `icmp_send`). `local` or `wire`: the sender gets it.
 */
function refusalWalk(netns: Netns, walk: PacketWalk, end: RejectedEnd, choose: Choose): PacketWalk {
  const { opening, flows, accepted } = walk.conversation;
  const { refusal } = end;
  const { type, of } = refusal;
  const reset = type === 'tcp-reset';
  const { family } = of.source;
  const from = reset ? of.destination : errorSource(netns, of.destination, of.source);
  if (from === undefined) return withoutRoute(opening, { kind: 'unknown', why: `which address ${type} comes from` });
  const tuple = reset
    ? makeTuple(of.destination, of.destinationPort, of.source, of.sourcePort)
    : makeTuple(from, undefined, of.source, undefined);
  const route = routeOutput(netns, { destination: tuple.destination, source: from, mark: 0 });
  if (route.kind !== 'route') return withoutRoute(opening, route, 'timeout');
  const start: Start = {
    opening,
    packet: {
      family,
      protocol: reset ? 'tcp' : family === 4 ? 'icmp' : 'ipv6-icmp',
      ...tuple,
      mark: 0,
      inInterface: '',
      outInterface: route.device,
      owner: { kind: 'none', socket: !reset || (family === 4 && end.step.rule === undefined) },
      ...(reset ? { tcpFlags: ['RST', 'ACK'] as const } : ICMP[type]),
    },
    local: true,
    isReply: true,
    invalid: false,
    known: flows,
    connected: opening.from === 'socket' ? { transparent: opening.transparent } : undefined,
    accepted,
    ...(refusal.flow === undefined ? {} : { related: refusal.flow }),
  };
  return walkPacket(netns, start, outputPath, choose);
}

/** An ICMP error comes from the address that was asked where that is an own one, else from one that the route gives (`icmp_send`). */
function errorSource(netns: Netns, asked: IpAddress, sender: IpAddress): IpAddress | undefined {
  if (isLocalAddress(netns, asked)) return asked;
  const route = routeOutput(netns, { destination: sender, source: undefined, mark: 0 });
  return route.kind === 'route' ? route.source : undefined;
}

const ICMP: Readonly<
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
