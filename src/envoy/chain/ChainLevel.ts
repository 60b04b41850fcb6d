import type { InspectedConnection } from '../model/Connection.js';
import type { FilterChainMatch } from '../model/Listener.js';

/**
 * One of the nine levels of the filter chain maps (filter_chain_manager_impl.cc). Levels are asked in order and never
 * reopened: the most specific key that any remaining chain has is chosen, and only the chains with that key go on.
 */
export interface ChainLevel {
  /** The field of `config.listener.v3.FilterChainMatch`. */
  readonly field: string;
  /**
   * The key that this level looks up: the most specific one, among the keys of the remaining chains, that fits the
   * connection. Undefined: no chain fits. `ambiguous` names a choice that Envoy itself does not make the same way twice.
   */
  readonly choose: (matches: readonly FilterChainMatch[], connection: InspectedConnection) => ChosenKey | undefined;
  /** Whether a chain is filed under the chosen key. */
  readonly has: (match: FilterChainMatch, key: string) => boolean;
  /** What the chain asks for, in words. */
  readonly expected: (match: FilterChainMatch) => string;
  /** What the connection has, in words. */
  readonly got: (connection: InspectedConnection) => string;
}

/** The key of a level; '' is "unset". */
export interface ChosenKey {
  readonly key: string;
  readonly ambiguous?: string;
}
