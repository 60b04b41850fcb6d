import type { HttpConnectionManager } from './HttpConnectionManager.js';
import type { Rbac } from './Rbac.js';
import type { SubsetCriteria } from './Route.js';
import type { Unparsed } from './Unparsed.js';

/** `config.listener.v3.Filter`: a network filter, identified by its config's type (by its legacy name when it has none). */
export interface NetworkFilter {
  readonly at: string;
  readonly name: string;
  readonly typeUrl: string;
  readonly config: NetworkFilterConfig;
}

/** The network filters that are modelled. */
export type NetworkFilterConfig =
  | HttpConnectionManager
  | TcpProxy
  | { readonly kind: 'rbac'; readonly rbac: Rbac }
  | { readonly kind: 'sni_cluster' }
  | { readonly kind: 'set_filter_state'; readonly values: readonly FilterStateValue[] }
  | Unparsed;

/** One `set_filter_state.v3.FilterStateValue`: `format` may hold Envoy format operators. */
export interface FilterStateValue {
  readonly at: string;
  readonly objectKey: string;
  readonly format: string;
  readonly sharedWithUpstream: boolean;
  /** An empty value is not stored. */
  readonly skipIfEmpty: boolean;
}

/** `tcp_proxy.v3.TcpProxy`. */
export interface TcpProxy {
  readonly kind: 'tcp_proxy';
  readonly at: string;
  readonly statPrefix: string;
  readonly cluster?: string;
  readonly weightedClusters: readonly {
    readonly at: string;
    readonly name: string;
    readonly weight: number;
    readonly metadataMatch: SubsetCriteria;
  }[];
  readonly metadataMatch: SubsetCriteria;
  readonly maxConnectAttempts: number;
  readonly tunneling?: { readonly at: string; readonly hostname: string; readonly usePost: boolean };
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}
