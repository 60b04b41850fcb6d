import type { Criterion } from '../../logic/Criterion.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { Hook } from '../model/Hook.js';
import type { ListeningSocket } from '../model/ListeningSocket.js';
import type { Packet } from '../model/Packet.js';
import type { Rule } from '../model/Rule.js';
import type { RuleSet } from '../model/RuleSet.js';
import type { RejectType } from '../target/REJECT.js';
import type { Conversation, Flow } from './flow/Flow.js';

/** A rule that a packet met and that did not match. */
export interface NearMiss {
  readonly rule: Rule;
  /** The first criterion that failed. */
  readonly failed: Criterion;
}

/** One thing that happened to the packet. */
export interface WalkStep {
  readonly kind: 'rule' | 'return' | 'policy' | 'routing' | 'conntrack' | 'deliver';
  /** The kernel's TRACE coordinate `table:CHAIN:rule|return|policy:n`; absent for routing, conntrack and delivery. */
  readonly coordinate?: string;
  readonly hook: Hook;
  /** Whose rule it is; `unknown` where no rule decided. */
  readonly backend: RuleSet['backend'];
  readonly rule?: Rule;
  /** One word: ACCEPT, DROP, RETURN, JUMP:CHAIN, GOTO:CHAIN, CONTINUE, or for the other kinds `local`, `forward`, … */
  readonly verdict: string;
  readonly because: readonly Criterion[];
  /** What changed, in words: "destination 10.96.0.20:80 -> 127.0.0.1:15001". */
  readonly effects: readonly string[];
  /** Rules of the same chain that were met since the step before it and did not match: most criteria met first. */
  readonly nearMisses: readonly NearMiss[];
  /** Names of the criteria by which the rules met since the step before it failed, of all of them. */
  readonly consulted: readonly string[];
}

/** What a sender notices of a packet that does not arrive. */
export type SenderSees = 'timeout' | 'refused' | 'unreachable' | 'reset' | 'EPERM';

/** Where the packet ended. */
export type WalkEnd =
  | LocalEnd
  | WireEnd
  | { readonly kind: 'dropped'; readonly step: WalkStep; readonly senderSees: 'timeout' | 'EPERM' }
  | RejectedEnd
  /** No route, a martian, or a socket that does not know the packet. `senderSees` is an errno of connect() or `timeout`. */
  | {
      readonly kind: 'unroutable';
      readonly why: string;
      readonly senderSees: string;
      /** Of an answer that no socket here takes: what tells whoever answered. */
      readonly refusal?: Refusal;
      /** Of a datagram that answers: the socket that takes it, which is not the sender's. */
      readonly takenBy?: SocketAddress;
    }
  /** The facts do not decide; `why` names the rule coordinate and module. */
  | { readonly kind: 'unknown'; readonly why: string };

/** The sender is told: by a REJECT, or by the kernel because no socket takes the packet. */
export interface RejectedEnd {
  readonly kind: 'rejected';
  readonly step: WalkStep;
  readonly senderSees: SenderSees;
  /** The error of the sender's connect(), send() or recv(); absent: it hears nothing. */
  readonly errno?: string;
  /** What tells the sender; see `withRefusal`. */
  readonly refusal: Refusal;
}

/** A TCP reset or an ICMP error that the kernel makes. */
export interface Refusal {
  /** As `--reject-with` names it. */
  readonly type: RejectType;
  /** Whose it is: a rule's, or the kernel's because no socket takes the packet. */
  readonly by: 'rule' | 'socket';
  /** The listening socket that knows no such connection, whose the reset then is. */
  readonly listener?: ListeningSocket;
  /** The packet that is refused, at that moment. */
  readonly of: Omit<Packet, 'conntrack'>;
  readonly hook: Hook;
  /** Where the packet went when it came back by lo. */
  readonly asked?: IpAddress;
  /** Where it would have left by. */
  readonly outDevice: string;
  /** The flow of the refused packet, which an answer by a rule carries from the start. */
  readonly flow?: { readonly flow: Flow; readonly direction: 'ORIGINAL' | 'REPLY' };
  /** The refused packet is not tracked. */
  readonly untracked?: true;
  /** The refused packet was itself a reset or an ICMP error. */
  readonly error?: 'reset' | 'icmp';
}

/** A socket of this network namespace takes the packet. */
export interface LocalEnd {
  readonly kind: 'local';
  /** The address that the socket sees as its own (getsockname of the accepted socket). */
  readonly local: SocketAddress;
  /** What the sender dialled. */
  readonly originalDestination: SocketAddress;
  /** Whether SO_ORIGINAL_DST gives it: for TCP, from a flow of zone 0; without one it is ENOENT (`getorigdst`). */
  readonly hasOriginalDst: boolean;
  /** The peer as the socket sees it; port 0 while not known. */
  readonly source: SocketAddress;
  readonly by: 'redirect' | 'tproxy' | 'dnat' | 'direct';
  /** TPROXY: the address on which the socket that takes it listens. */
  readonly listener?: SocketAddress;
  readonly mark: number;
  /** TOS or traffic class; absent: not known. */
  readonly tos?: number;
}

/** The packet leaves by an interface. */
export interface WireEnd {
  readonly kind: 'wire';
  readonly outInterface: string;
  /** Port 0 while not known. */
  readonly source: SocketAddress;
  readonly destination: SocketAddress;
  /** The mark at the end; it does not leave the network namespace. */
  readonly mark: number;
  /** TOS or traffic class; absent: not known. */
  readonly tos?: number;
}

/** All that happened to one packet, in order. */
export interface PacketWalk {
  readonly steps: readonly WalkStep[];
  readonly end: WalkEnd;
  /** What the facts leave open although it did not matter for the end: "filter:INPUT:3 (-m recent)". */
  readonly unknown: readonly string[];
  /** Rules of which it is open whether they matched, and from which nothing follows: they only count or note. */
  readonly uncounted?: readonly Rule[];
  /** Of a packet that is refused: the way of the reset or ICMP error that answers it. */
  readonly refusal?: PacketWalk;
  /** What later packets of the connection need to know: for `replyWalk` and `nextPacketWalk`. */
  readonly conversation: Conversation;
}
