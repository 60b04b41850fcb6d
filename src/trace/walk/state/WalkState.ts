import type { FailureKind } from '../../../envoy/cluster/failureReply.js';
import type { SocketOwner } from '../../../netfilter/model/SocketOwner.js';
import type { IpAddress } from '../../../net/IpAddress.js';
import type { SocketAddress } from '../../../net/SocketAddress.js';
import type { UpstreamTls } from '../../../envoy/model/TransportSocket.js';
import type { Verdict } from '../../model/Verdict.js';
import type { PodNode } from '../../world/PodNode.js';
import type { Content } from '../Content.js';

/** Where a connection comes from, as far as the other end can tell. */
export interface Origin {
  /** The pod that opened it; undefined: outside, or a node. */
  readonly pod?: PodNode;
  /** What it asks of the server's certificate. */
  readonly verifies?: Verification;
}

/** How a proxy checks the certificate of the server that it connects to. */
export interface Verification {
  readonly socket: UpstreamTls;
  /** What `auto_san_validation` asks for in place of the configured names; empty: those. */
  readonly names: readonly string[];
}

/** A socket of a pod sends its first packet. */
export interface SendState {
  readonly kind: 'send';
  readonly pod: PodNode;
  readonly by: 'app' | 'proxy';
  readonly owner: SocketOwner;
  readonly mark: number;
  readonly source?: IpAddress;
  /** IP_TRANSPARENT: `source` need not be an address of the pod. */
  readonly transparent?: boolean;
  readonly sourcePort?: number;
  readonly destination: SocketAddress;
  /** What to call a destination whose address stands in for an unknown one. */
  readonly standsFor?: string;
  readonly content: Content;
  readonly origin: Origin;
}

/** A packet is on the wire between network namespaces. */
export interface NetworkState {
  readonly kind: 'network';
  /** The node that the sender is on. */
  readonly fromNode?: string;
  /** Nodes whose recorded rules the packet has passed. */
  readonly passedNodes?: readonly string[];
  readonly source: SocketAddress;
  readonly destination: SocketAddress;
  readonly standsFor?: string;
  readonly content: Content;
  readonly origin: Origin;
}

/** A packet arrives at a pod's interface. */
export interface ArriveState {
  readonly kind: 'arrive';
  readonly pod: PodNode;
  readonly source: SocketAddress;
  readonly destination: SocketAddress;
  readonly content: Content;
  readonly origin: Origin;
}

/** A socket in a pod takes the connection: the proxy's, or the app's. */
export interface AcceptState {
  readonly kind: 'accept';
  readonly pod: PodNode;
  readonly local: SocketAddress;
  readonly originalDestination: SocketAddress;
  /** Where the accepting socket listens, when it is not `local` (TPROXY). */
  readonly listener?: SocketAddress;
  /** Conntrack does not know the connection: SO_ORIGINAL_DST gives nothing. */
  readonly untracked?: boolean;
  readonly source: SocketAddress;
  readonly standsFor?: string;
  readonly content: Content;
  readonly origin: Origin;
}

/** A proxy hands the connection to one of its own internal listeners. */
export interface InternalState {
  readonly kind: 'internal';
  readonly pod: PodNode;
  readonly listener: string;
  readonly endpointId: string;
  readonly originalDestination?: SocketAddress;
  readonly source: SocketAddress;
  readonly filterState: ReadonlyMap<string, string>;
  readonly content: Content;
  readonly origin: Origin;
}

/** The request has ended. */
export interface EndState {
  readonly kind: 'end';
  readonly verdict: Verdict;
  /** How the proxy that opened the last connection words it, when that connection failed or was closed without an answer. */
  readonly noticed?: FailureKind;
  /** The transport's own words for it, where they are not the usual ones. */
  readonly noticedWords?: { readonly detail?: string };
}

/** Where a request is between two hops. The walk goes from state to state until it ends. */
export type WalkState = SendState | NetworkState | ArriveState | AcceptState | InternalState | EndState;
