import type { Choose } from '../../logic/Fork.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { HeaderFields, TcpFlag } from '../model/Packet.js';
import type { Opening } from './flow/Flow.js';
import { establishedFlow } from './flow/establishedFlow.js';
import { makeTuple } from './flow/tuple.js';
import type { Netns } from './netns/Netns.js';
import { inputPath } from './path/inputPath.js';
import type { PacketWalk } from './PacketWalk.js';
import { hasPorts } from './hasPorts.js';
import { walkPacket } from './walkPacket.js';
import { withRefusal } from './refusal/withRefusal.js';

/** A packet that comes in by an interface. */
export interface Incoming {
  readonly inInterface: string;
  /** `tcp`, `udp`, `icmp`, … */
  readonly protocol: string;
  /** Port 0: an ephemeral one that is not known. */
  readonly source: SocketAddress;
  /** The port is ignored for protocols without ports. */
  readonly destination: SocketAddress;
  /** `new` unless said otherwise; `established`: of a flow that was not translated (see `nextPacketWalk` for others). */
  readonly ctState?: 'new' | 'established' | 'invalid';
  /** Of a first TCP packet; absent: SYN. */
  readonly tcpFlags?: readonly TcpFlag[];
  readonly icmpType?: number;
  readonly icmpCode?: number;
  readonly header?: HeaderFields;
  /** A later fragment. Conntrack puts fragments together before raw, so it counts only where conntrack does not run. */
  readonly fragment?: boolean;
}

/** A packet from the wire; `forwarding`: the host forwards whatever `ip_forward` says. */
export function receivePacket(netns: Netns, incoming: Incoming, forwarding: boolean, choose: Choose): PacketWalk {
  const { protocol, inInterface, source, destination } = incoming;
  const ports = hasPorts(protocol);
  const tuple = makeTuple(
    source.ip,
    ports && source.port !== 0 ? source.port : undefined,
    destination.ip,
    ports ? destination.port : undefined,
  );
  const opening: Opening = {
    from: 'wire',
    inInterface,
    protocol,
    tuple,
    owner: { kind: 'none' },
    mark: 0,
    transparent: false,
    forwarding,
  };
  const state = incoming.ctState ?? 'new';
  const walk = walkPacket(
    netns,
    {
      opening,
      packet: {
        family: destination.ip.family,
        protocol,
        ...tuple,
        ...incoming.header,
        mark: 0,
        inInterface,
        outInterface: '',
        owner: { kind: 'none', socket: false },
        ...(protocol === 'tcp' ? { tcpFlags: incoming.tcpFlags ?? (state === 'new' ? ['SYN'] : ['ACK']) } : {}),
        ...(incoming.icmpType === undefined ? {} : { icmpType: incoming.icmpType }),
        ...(incoming.icmpCode === undefined ? {} : { icmpCode: incoming.icmpCode }),
      },
      local: false,
      isReply: false,
      ...(incoming.fragment === true ? { fragment: true } : {}),
      invalid: state === 'invalid',
      known: state === 'established' ? [establishedFlow(protocol, tuple)] : [],
      connected: state === 'established' ? undefined : 'none',
      accepted: undefined,
    },
    inputPath,
    choose,
  );
  return withRefusal(netns, walk, choose);
}
