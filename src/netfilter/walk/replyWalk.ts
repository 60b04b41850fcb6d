import type { Choose } from '../../logic/Fork.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { HeaderFields } from '../model/Packet.js';
import type { SocketOwner } from '../model/SocketOwner.js';
import { invertTuple, makeTuple } from './flow/tuple.js';
import type { Netns } from './netns/Netns.js';
import { tcpFwmarkAccept } from './netns/sysctl.js';
import { inputPath } from './path/inputPath.js';
import type { LocalEnd, PacketWalk, WireEnd } from './PacketWalk.js';
import { replyRoute } from './routing/replyRoute.js';
import { routeOutput } from './routing/routeOutput.js';
import { withRefusal } from './refusal/withRefusal.js';
import { hasPorts } from './hasPorts.js';
import { NOT_KNOWN } from './sockets/unknownOwner.js';
import { unroutable } from './unroutable.js';
import { withoutRoute } from './withoutRoute.js';
import { walkPacket, type Start } from './walkPacket.js';
import { outputPath } from './path/outputPath.js';

/** What the caller knows of a reply. */
export interface ReplyOptions {
  /**
   * Of a SYN+ACK whoever created the listening socket, of data whoever accepted it, of a last ACK nobody. Absent: not known, so
   * owner tests of rules that the reply meets are undecided.
   */
  readonly owner?: SocketOwner;
  /** The address that a UDP server, or an ICMP error from the wire, answers from, when it is not the one it was asked on (a wildcard socket without IP_PKTINFO). */
  readonly source?: IpAddress;
  /** A UDP server on any address that does not look where it was asked (IP_PKTINFO): it answers from what the route gives. */
  readonly withoutPktinfo?: boolean;
  /** A later packet than the first answer. */
  readonly later?: boolean;
  /** The answer from the wire is a reset or an ICMP error: nothing listens there. */
  readonly refused?: boolean;
  readonly header?: HeaderFields;
}

/**
 * What becomes of the answer to a packet that arrived: a local server's goes out through OUTPUT, one from the wire comes in through
 * PREROUTING; translations are undone without any rule. `local`: the sender gets it; `unroutable`: it is lost, or the sender's
 * socket does not take it for its answer. The walk of a packet that did not arrive has no reply: `unroutable` too.
 */
export function replyWalk(netns: Netns, walk: PacketWalk, choose: Choose, options: ReplyOptions = {}): PacketWalk {
  const { opening, uncertain } = walk.conversation;
  const { end } = walk;
  if (end.kind !== 'local' && end.kind !== 'wire') return unroutable(opening, 'the packet did not arrive', 'timeout');
  if (uncertain !== undefined) return { ...walk, steps: [], end: { kind: 'unknown', why: uncertain } };
  const reply =
    end.kind === 'wire'
      ? walkPacket(netns, startOfReply(walk, wireTuple(end, opening.protocol), options, end), inputPath, choose)
      : localReply(netns, walk, end, options, choose);
  return withRefusal(netns, reply, choose, true);
}

function localReply(netns: Netns, walk: PacketWalk, end: LocalEnd, options: ReplyOptions, choose: Choose): PacketWalk {
  const { opening, accepted } = walk.conversation;
  const ports = hasPorts(opening.protocol);
  const from = options.source ?? (options.withoutPktinfo === true ? routedSource(netns, end) : end.local.ip);
  const tuple = makeTuple(
    from,
    ports ? answeringPort(end, opening.protocol) : undefined,
    end.source.ip,
    known(end.source.port),
  );
  const mark = opening.protocol === 'tcp' && tcpFwmarkAccept(netns) ? end.mark : 0;
  const route = replyRoute(netns, tuple, mark, ports ? accepted : { transparent: false }, opening.protocol);
  if (route.kind !== 'route') return withoutRoute(opening, route, 'timeout');
  const echo = ports || end.tos === undefined ? {} : { header: { ...options.header, tos: end.tos } };
  const start = startOfReply(walk, tuple, { ...options, ...echo }, undefined);
  return walkPacket(
    netns,
    { ...start, packet: { ...start.packet, mark, outInterface: route.device } },
    outputPath,
    choose,
  );
}

/** A socket that is bound to the address that was asked answers from it all the same. */
function routedSource(netns: Netns, { local, source }: LocalEnd): IpAddress {
  const bound = netns.sockets?.some(
    ({ protocol, address }) => protocol === 'udp' && address.port === local.port && address.ip.text === local.ip.text,
  );
  if (bound === true) return local.ip;
  const route = routeOutput(netns, { destination: source.ip, source: undefined, mark: 0 });
  return route.kind === 'route' ? route.source : local.ip;
}

/** A UDP socket that was given the datagram by TPROXY answers from its own port, not from the one that was asked. */
function answeringPort({ local, listener }: LocalEnd, protocol: string): number {
  return protocol === 'udp' && listener !== undefined ? listener.port : local.port;
}

function wireTuple(end: WireEnd, protocol: string): Start['opening']['tuple'] {
  const port = hasPorts(protocol) ? end.destination.port : undefined;
  return makeTuple(end.destination.ip, port, end.source.ip, known(end.source.port));
}

/** The kernel itself answers an echo, from its own socket, which no user owns (kernel 6.18 measured). */
function answerer(protocol: string): SocketOwner {
  return hasPorts(protocol) ? NOT_KNOWN : { kind: 'none', socket: true };
}

function known(port: number): number | undefined {
  return port === 0 ? undefined : port;
}

function startOfReply(
  walk: PacketWalk,
  tuple: Start['opening']['tuple'],
  options: ReplyOptions,
  wire: WireEnd | undefined,
): Start {
  const { opening, flows, accepted } = walk.conversation;
  const { family } = tuple.source;
  const error = options.refused === true && opening.protocol !== 'tcp';
  const icmp = family === 4 ? 'icmp' : 'ipv6-icmp';
  return {
    opening,
    packet: {
      family,
      protocol: error ? icmp : opening.protocol,
      ...(error ? makeTuple(options.source ?? tuple.source, undefined, tuple.destination, undefined) : tuple),
      ...options.header,
      mark: 0,
      inInterface: wire?.outInterface ?? '',
      outInterface: '',
      owner: wire === undefined ? (options.owner ?? answerer(opening.protocol)) : { kind: 'none', socket: false },
      ...(error ? PORT_UNREACHABLE[family] : replyHeader(opening.protocol, options)),
    },
    ...(error
      ? { error: { kind: 'icmp', quoted: { ...invertTuple(tuple), protocol: opening.protocol } } as const }
      : {}),
    local: wire === undefined,
    isReply: true,
    invalid: false,
    known: flows,
    accepted:
      wire === undefined && accepted !== undefined && options.owner !== undefined
        ? { ...accepted, owner: options.owner }
        : accepted,
    connected:
      opening.from === 'socket' && opening.byHand !== true
        ? { transparent: opening.transparent, owner: opening.owner, mark: opening.mark }
        : 'none',
  };
}

const PORT_UNREACHABLE = { 4: { icmpType: 3, icmpCode: 3 }, 6: { icmpType: 1, icmpCode: 4 } } as const;

/** What the headers of an answer say by its protocol. */
function replyHeader(
  protocol: string,
  { later, refused }: ReplyOptions,
): Pick<Start['packet'], 'tcpFlags' | 'icmpType' | 'icmpCode'> {
  if (protocol === 'icmp') return { icmpType: 0, icmpCode: 0 };
  if (protocol === 'ipv6-icmp') return { icmpType: 129, icmpCode: 0 };
  if (protocol !== 'tcp') return {};
  if (refused === true) return { tcpFlags: ['RST', 'ACK'] };
  return { tcpFlags: later === true ? ['ACK'] : ['SYN', 'ACK'] };
}
