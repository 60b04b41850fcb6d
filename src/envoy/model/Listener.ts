import type { Cidr } from '../../net/Cidr.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import type { Address } from './Address.js';
import type { MatcherTree } from './MatcherTree.js';
import type { NetworkFilter } from './NetworkFilter.js';
import type { DownstreamTransportSocket } from './TransportSocket.js';

/** `config.listener.v3.Listener` (and `envoy.api.v2.Listener`), as far as it decides where a connection goes. */
export interface Listener {
  readonly at: string;
  readonly name: string;
  /** Primary address first, then `additional_addresses`; empty for an internal listener. */
  readonly addresses: readonly Address[];
  readonly internal: boolean;
  readonly bindToPort: boolean;
  readonly useOriginalDst: boolean;
  readonly transparent: boolean;
  readonly trafficDirection: 'UNSPECIFIED' | 'INBOUND' | 'OUTBOUND';
  readonly listenerFilters: readonly ListenerFilter[];
  /** Milliseconds; 0 = wait for ever. Default 15000. */
  readonly listenerFiltersTimeoutMs: number;
  readonly continueOnListenerFiltersTimeout: boolean;
  readonly filterChains: readonly FilterChain[];
  readonly defaultFilterChain?: FilterChain;
  readonly filterChainMatcher?: MatcherTree;
  /** `metadata.filter_metadata`. */
  readonly metadata: JsonObject;
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}

/** The listener filters that are modelled; every other is `unsupported`, by its type. */
export type ListenerFilterKind =
  'original_dst' | 'original_src' | 'tls_inspector' | 'http_inspector' | 'proxy_protocol' | 'unsupported';

/** `config.listener.v3.ListenerFilter`. */
export interface ListenerFilter {
  readonly at: string;
  readonly name: string;
  readonly kind: ListenerFilterKind;
  readonly typeUrl: string;
  readonly disabled?: ListenerFilterPredicate;
  /** proxy_protocol: `allow_requests_without_proxy_protocol`. */
  readonly optional: boolean;
  /** original_src: the `SO_MARK` of upstream sockets. */
  readonly mark?: number;
}

/** `ListenerFilterChainMatchPredicate`; a port range is [start, end). */
export type ListenerFilterPredicate =
  | { readonly kind: 'any_match' }
  | { readonly kind: 'or_match' | 'and_match'; readonly rules: readonly ListenerFilterPredicate[] }
  | { readonly kind: 'not_match'; readonly rule: ListenerFilterPredicate }
  | { readonly kind: 'destination_port_range'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsupported'; readonly field: string };

/** `config.listener.v3.FilterChain`. */
export interface FilterChain {
  readonly at: string;
  readonly name: string;
  readonly match: FilterChainMatch;
  readonly transportSocket: DownstreamTransportSocket;
  readonly filters: readonly NetworkFilter[];
  /** `metadata.filter_metadata`. */
  readonly metadata: JsonObject;
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}

/** `config.listener.v3.FilterChainMatch`; empty lists and absent fields mean "unset". */
export interface FilterChainMatch {
  readonly at: string;
  readonly destinationPort?: number;
  readonly prefixRanges: readonly Cidr[];
  /** Lower-case. */
  readonly serverNames: readonly string[];
  readonly transportProtocol: string;
  readonly applicationProtocols: readonly string[];
  readonly directSourcePrefixRanges: readonly Cidr[];
  readonly sourceType: 'ANY' | 'SAME_IP_OR_LOOPBACK' | 'EXTERNAL';
  readonly sourcePrefixRanges: readonly Cidr[];
  readonly sourcePorts: readonly number[];
  /** Set fields that are not modelled or cannot be read, by name: they make the match unknown. */
  readonly unsupported: readonly string[];
}
