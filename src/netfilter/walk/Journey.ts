import type { Choose } from '../../logic/Fork.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { ConnectedSocket } from '../model/ConnectedSocket.js';
import type { ConntrackTuple } from '../model/ConntrackView.js';
import type { Hook } from '../model/Hook.js';
import type { ListeningSocket } from '../model/ListeningSocket.js';
import type { MatchEnv } from '../model/MatchEnv.js';
import type { Packet } from '../model/Packet.js';
import type { Rule } from '../model/Rule.js';
import type { Ask } from './explore/Ask.js';
import type { Conversation, Flow, Opening } from './flow/Flow.js';
import { viewOf, type Tracking } from './flow/Tracking.js';
import { invertTuple, makeTuple } from './flow/tuple.js';
import type { TableInForce } from './hooks/TableInForce.js';
import type { Netns } from './netns/Netns.js';
import type { WalkStep } from './PacketWalk.js';
import { connectedSocket } from './sockets/connectedSocket.js';

/** The socket that TPROXY gave the packet to. `assumed`: its existence was taken for granted. */
export interface AssignedSocket {
  readonly listener: ListeningSocket;
  /** Where the packet went when it was given. */
  readonly destination: IpAddress;
  readonly assumed: boolean;
  /** It is the connected socket that has the packet's addresses, not one that listens. */
  readonly connected: boolean;
}

/** The head of a packet in an ICMP error. */
export interface QuotedPacket extends ConntrackTuple {
  readonly protocol: string;
}

/** The packet is the kernel's own answer to a refused one. */
export interface ErrorPacket {
  readonly kind: 'reset' | 'icmp';
  /** Of an ICMP error: the packet that it quotes, whose translations are undone too. */
  readonly quoted?: QuotedPacket;
}

/** The packet as it is now, without what belongs to a place on its way. */
export type PacketNow = Omit<Packet, 'conntrack'>;

/** One run of one packet through the namespace: what is given, and what changes as it goes. Lives as long as the run. */
export interface Journey {
  readonly netns: Netns;
  readonly tables: readonly TableInForce[];
  readonly conntrack: boolean;
  /** Rules of raw set connection marks, which stay in the templates of CT rules from packet to packet. */
  readonly marksTemplates: boolean;
  readonly opening: Opening;
  /** The flows of earlier packets of the same conversation. */
  readonly known: readonly Flow[];
  /** Absent: an ordinary packet. */
  error: ErrorPacket | undefined;
  /** The packet answers the opening; conntrack may see it otherwise. */
  readonly isReply: boolean;
  /** Conntrack takes the packet for INVALID: nat is not asked. */
  readonly invalid: boolean;
  readonly ask: Ask;
  readonly choose: Choose;
  readonly steps: WalkStep[];
  readonly uncounted: Rule[];
  packet: PacketNow;
  tracking: Tracking;
  assigned: AssignedSocket | undefined;
  /** The socket that was found before routing and that the packet still has: it takes the packet, whatever addresses that has now. */
  early: ConnectedSocket | undefined;
  /** Where the packet went when it came back by lo, before PREROUTING. */
  asked?: IpAddress;
  /** Where the packet will leave by the latest route; chains of OUTPUT still see the first. */
  outDevice: string;
  /** The connected socket that the packet is for, whatever nat makes of its addresses on the way. */
  readonly connected: MatchEnv['connectedSocket'];
  /** The socket here that took the first packet. */
  accepted: Conversation['accepted'];
  /** How often a header was changed, as far as is known, that makes mangle OUTPUT route again: the TOS byte, and in IPv6 the hop limit. */
  headerWrites: number;
  /** The packet was made by a socket of this namespace (in contrast to one from the wire). */
  readonly local: boolean;
  /** Answers already given about the order of chains. */
  readonly orders: Map<string, number>;
  /** How many more rules may be met, in all runs together: malformed rules may loop, and well-formed ones be met 2^n times. */
  readonly budget: { left: number };
}

/** The packet as a rule sees it. */
export function packetOf(journey: Journey): Packet {
  return { ...journey.packet, conntrack: viewOf(journey.tracking, journey.packet.family, journey.marksTemplates) };
}

/** What a rule of the hook and table may ask besides the packet. */
export function matchEnv(journey: Journey, hook: Hook, table: string): MatchEnv {
  const connected = connectedSocket(journey, lookedUp(journey));
  const quoted = journey.error?.quoted;
  return {
    hook,
    table,
    interfaces: journey.netns.interfaces,
    ...(journey.netns.bridges === undefined ? {} : { bridges: journey.netns.bridges }),
    sockets: journey.netns.sockets,
    ...(journey.assigned === undefined ? {} : { assignedSocket: journey.assigned.listener }),
    ...(connected === undefined ? {} : { connectedSocket: connected }),
    ...(quoted === undefined ? {} : { quoted }),
  };
}

/**
 * The addresses by which `-m socket` looks for a socket: of an ICMP error those that it quotes, of an answer that which the sender
 * had before SNAT (`nf_sk_lookup_slow_v4`, and so in IPv6, but for ICMP errors: kernel 6.18 measured).
 */
function lookedUp({ packet, tracking, error }: Journey): ConntrackTuple {
  const own = error?.quoted === undefined ? packet : invertTuple(error.quoted);
  if (tracking.kind !== 'flow' || tracking.direction === 'ORIGINAL') return own;
  if (error?.quoted !== undefined && packet.family === 6) return own;
  const { original } = tracking.flow;
  return makeTuple(own.source, own.sourcePort, original.source, original.sourcePort);
}

/** A step that no rule took. */
export function plainStep(
  journey: Journey,
  step: Pick<WalkStep, 'kind' | 'hook' | 'verdict'> & Partial<WalkStep>,
): WalkStep {
  const full: WalkStep = { backend: 'unknown', because: [], effects: [], nearMisses: [], consulted: [], ...step };
  journey.steps.push(full);
  return full;
}
