import type { Choose } from '../../logic/Fork.js';
import { isUnspecified, parseIp, unmapV4, type IpAddress } from '../../net/IpAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { SocketOwner } from '../model/SocketOwner.js';
import type { HeaderFields, TcpFlag } from '../model/Packet.js';
import type { Opening } from './flow/Flow.js';
import { establishedFlow } from './flow/establishedFlow.js';
import { makeTuple } from './flow/tuple.js';
import { hasPorts } from './hasPorts.js';
import type { Netns } from './netns/Netns.js';
import { outputPath } from './path/outputPath.js';
import type { PacketWalk } from './PacketWalk.js';
import { isLocalAddress } from './routing/localAddresses.js';
import { routeOutput } from './routing/routeOutput.js';
import { unroutable } from './unroutable.js';
import { withoutRoute } from './withoutRoute.js';
import { walkPacket } from './walkPacket.js';
import { withRefusal } from './refusal/withRefusal.js';

/** What a socket of the namespace sends. */
export interface Outgoing {
  /** `tcp`, `udp`, `icmp`, … */
  readonly protocol: string;
  /** The port is ignored for protocols without ports. */
  readonly destination: SocketAddress;
  /** The address it is bound to; absent: the kernel chooses. */
  readonly source?: IpAddress;
  /** Absent: an ephemeral port. */
  readonly sourcePort?: number;
  readonly owner: SocketOwner;
  /** SO_MARK. */
  readonly mark?: number;
  /** `new` unless said otherwise; `established`: of a flow that was not translated (see `nextPacketWalk` for others). */
  readonly ctState?: 'new' | 'established' | 'invalid';
  /** IP_TRANSPARENT: may be bound to an address that is not local. */
  readonly transparent?: boolean;
  /** Of a first TCP packet; absent: SYN. Others than SYN are made by hand, and belong to no connection. */
  readonly tcpFlags?: readonly TcpFlag[];
  readonly icmpType?: number;
  readonly icmpCode?: number;
  readonly header?: HeaderFields;
}

/**
 * What becomes of a packet that a local socket sends: OUTPUT, POSTROUTING, and over lo PREROUTING and INPUT.
 * As connect() does, a v4-mapped destination is IPv4 and the unspecified address is loopback (kernel 6.18 measured).
 */
export function sendFromSocket(netns: Netns, outgoing: Outgoing, choose: Choose): PacketWalk {
  const destination = dialled(outgoing.destination.ip);
  const bound = outgoing.source === undefined ? undefined : unmapV4(outgoing.source);
  const mark = outgoing.mark ?? 0;
  const ports = hasPorts(outgoing.protocol);
  const port = ports ? outgoing.destination.port : undefined;
  const sourcePort = ports ? outgoing.sourcePort : undefined;
  const openingWith = (source: IpAddress): Opening => ({
    from: 'socket',
    inInterface: '',
    protocol: outgoing.protocol,
    tuple: makeTuple(source, sourcePort, destination, port),
    owner: outgoing.owner,
    mark,
    transparent: outgoing.transparent ?? false,
    ...(isByHand(outgoing) ? { byHand: true } : {}),
    forwarding: false,
  });
  const refusal = whyNotBound(netns, bound, destination, outgoing.transparent ?? false);
  if (refusal !== undefined) return unroutable(openingWith(bound ?? destination), refusal.why, refusal.error);
  const route = routeOutput(netns, { destination, source: bound, mark });
  if (route.kind !== 'route') return withoutRoute(openingWith(bound ?? destination), route);

  const opening = openingWith(route.source);
  const state = outgoing.ctState ?? 'new';
  const known = state === 'established' ? [establishedFlow(outgoing.protocol, opening.tuple)] : [];
  const walk = walkPacket(
    netns,
    {
      opening,
      packet: {
        family: destination.family,
        protocol: outgoing.protocol,
        ...opening.tuple,
        ...outgoing.header,
        mark,
        inInterface: '',
        outInterface: route.device,
        owner: outgoing.owner,
        ...(outgoing.protocol === 'tcp' ? { tcpFlags: outgoing.tcpFlags ?? firstFlags(state) } : {}),
        ...(outgoing.icmpType === undefined ? {} : { icmpType: outgoing.icmpType }),
        ...(outgoing.icmpCode === undefined ? {} : { icmpCode: outgoing.icmpCode }),
      },
      local: true,
      isReply: false,
      invalid: state === 'invalid',
      known,
      connected: state === 'established' ? undefined : 'none',
      accepted: undefined,
    },
    outputPath,
    choose,
  );
  return withRefusal(netns, walk, choose);
}

function isByHand({ protocol, tcpFlags, ctState }: Outgoing): boolean {
  return protocol === 'tcp' && ctState !== 'established' && tcpFlags !== undefined && tcpFlags.join() !== 'SYN';
}

function dialled(ip: IpAddress): IpAddress {
  const plain = unmapV4(ip);
  if (!isUnspecified(plain)) return plain;
  return parseIp(plain.family === 4 ? '127.0.0.1' : '::1') ?? plain;
}

function firstFlags(state: 'new' | 'established' | 'invalid'): readonly TcpFlag[] {
  return state === 'new' ? ['SYN'] : ['ACK'];
}

/** What bind() and connect() refuse before routes are asked. */
function whyNotBound(
  netns: Netns,
  bound: IpAddress | undefined,
  destination: IpAddress,
  transparent: boolean,
): { readonly why: string; readonly error: string } | undefined {
  if (bound === undefined || isUnspecified(bound)) return undefined;
  if (bound.family !== destination.family) return { why: 'bound to an address of the other family', error: 'EINVAL' };
  if (transparent || isLocalAddress(netns, bound)) return undefined;
  return { why: `${bound.text} is no address of this host`, error: 'EADDRNOTAVAIL' };
}
