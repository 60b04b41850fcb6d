import type { InspectedConnection, PeerCertificate } from '../../envoy/model/Connection.js';
import type { FilterChain, Listener } from '../../envoy/model/Listener.js';
import type { PodNode, ProxyNode } from '../world/PodNode.js';
import type { Content } from '../walk/Content.js';
import type { Origin } from '../walk/state/WalkState.js';

/** A connection inside a proxy, once its filter chain is known and TLS is off. */
export interface ProxyVisit {
  readonly pod: PodNode;
  readonly proxy: ProxyNode;
  readonly listener: Listener;
  readonly chain: FilterChain;
  readonly connection: InspectedConnection;
  /** What the filters see: decrypted where the chain terminates TLS. */
  readonly content: Content;
  /** The chain terminates TLS. */
  readonly tls: boolean;
  readonly peer?: PeerCertificate;
  readonly filterState: ReadonlyMap<string, string>;
  /** Keys of `filterState` that go along to an internal listener (`shared_with_upstream`). */
  readonly sharedState: ReadonlySet<string>;
  readonly origin: Origin;
  readonly standsFor?: string;
}
