import type { JsonObject, JsonValue } from '../../text/json/JsonValue.js';
import type { Address } from './Address.js';
import type { HttpFilter } from './HttpFilter.js';
import type { NetworkFilter } from './NetworkFilter.js';
import type { UpstreamTransportSocket } from './TransportSocket.js';

/** `config.cluster.v3.Cluster`. */
export interface Cluster {
  readonly at: string;
  readonly name: string;
  readonly type: ClusterType;
  readonly edsServiceName: string;
  /** `load_assignment` (or v2 `hosts`), undefined when there is none. */
  readonly loadAssignment?: LoadAssignment;
  readonly lbPolicy: string;
  readonly connectTimeoutMs: number;
  readonly transportSocket: UpstreamTransportSocket;
  readonly transportSocketMatches: readonly TransportSocketMatch[];
  readonly upstreamProtocol: UpstreamProtocol;
  /** `upstream_http_protocol_options`: where the SNI is taken from when it is derived from the request, and whether it is checked against the SAN. */
  readonly autoSni?: { readonly at: string; readonly header: string };
  readonly autoSanValidation: boolean;
  /** `HttpProtocolOptions.http_filters`, run upstream of the router. */
  readonly httpFilters: readonly HttpFilter[];
  /** `filters`: upstream network filters. */
  readonly filters: readonly NetworkFilter[];
  readonly circuitBreakers: readonly CircuitBreakerThresholds[];
  /** Requests of a hundred that runtime turns away (`upstream.maintenance_mode.<name>`). */
  readonly maintenancePercent?: number;
  readonly healthyPanicThreshold: number;
  readonly failTrafficOnPanic: boolean;
  readonly localityWeighted: boolean;
  readonly healthChecks: boolean;
  readonly outlierDetection: boolean;
  readonly subsets?: SubsetConfig;
  readonly originalDst: {
    readonly useHttpHeader: boolean;
    readonly httpHeaderName: string;
    readonly portOverride?: number;
    readonly metadataKey?: { readonly key: string; readonly path: readonly string[] };
  };
  /** `upstream_bind_config.source_address` and `extra_source_addresses`, IP texts. */
  readonly bindSourceAddresses: readonly string[];
  /** `metadata.filter_metadata`. */
  readonly metadata: JsonObject;
  readonly unsupported: readonly string[];
}

/** `type` or `cluster_type`; aggregate names its members. */
export type ClusterType =
  | { readonly kind: 'STATIC' | 'STRICT_DNS' | 'LOGICAL_DNS' | 'EDS' | 'ORIGINAL_DST' }
  | { readonly kind: 'aggregate'; readonly clusters: readonly string[] }
  | { readonly kind: 'dynamic_forward_proxy' }
  | { readonly kind: 'unsupported'; readonly typeUrl: string };

/** What Envoy speaks upstream (`HttpProtocolOptions`, v2 `http2_protocol_options`, `protocol_selection`). */
export type UpstreamProtocol = 'http1' | 'http2' | 'http3' | 'downstream' | 'auto';

/** One `transport_socket_matches` entry. */
export interface TransportSocketMatch {
  readonly at: string;
  readonly name: string;
  readonly match: JsonObject;
  readonly socket: UpstreamTransportSocket;
}

/** `CircuitBreakers.Thresholds`; defaults filled in (1024, 1024, 1024, 3). */
export interface CircuitBreakerThresholds {
  readonly at: string;
  readonly priority: 'DEFAULT' | 'HIGH';
  readonly maxConnections: number;
  readonly maxPendingRequests: number;
  readonly maxRequests: number;
  readonly maxRetries: number;
}

/** `lb_subset_config`. */
export interface SubsetConfig {
  readonly at: string;
  readonly fallbackPolicy: 'NO_FALLBACK' | 'ANY_ENDPOINT' | 'DEFAULT_SUBSET';
  /** `metadata_fallback_policy: FALLBACK_LIST`: the criterion `fallback_list` names criteria to try in turn. */
  readonly fallbackList: boolean;
  /** Where the fallback has no host, any host may take the request. */
  readonly panicModeAny: boolean;
  /** Criteria that a selector does not name are left out. */
  readonly allowRedundantKeys: boolean;
  readonly defaultSubset: ReadonlyMap<string, JsonValue>;
  /** A list in a host's metadata stands for each of its values. */
  readonly listAsAny: boolean;
  /** The weights of localities count inside of subsets too. */
  readonly localityWeightAware: boolean;
  /** They are scaled by the share of a locality's hosts that the subset has. */
  readonly scaleLocalityWeight: boolean;
  readonly selectors: readonly {
    readonly keys: readonly string[];
    readonly fallbackPolicy: 'NOT_DEFINED' | 'NO_FALLBACK' | 'ANY_ENDPOINT' | 'DEFAULT_SUBSET' | 'KEYS_SUBSET';
    readonly fallbackKeys: readonly string[];
    /** `single_host_per_subset`: of several hosts the first takes all, healthy or not. */
    readonly single: boolean;
  }[];
  readonly unsupported: readonly string[];
}

/** `config.endpoint.v3.ClusterLoadAssignment`. */
export interface LoadAssignment {
  readonly at: string;
  readonly clusterName: string;
  readonly localities: readonly LocalityEndpoints[];
  readonly overprovisioningFactor: number;
  /** `policy.drop_overloads`, one fraction 0..1 per category. */
  readonly dropOverloads: readonly { readonly category: string; readonly fraction: number }[];
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}

/** `LocalityLbEndpoints`. */
export interface LocalityEndpoints {
  readonly at: string;
  readonly locality: { readonly region: string; readonly zone: string; readonly subZone: string };
  readonly priority: number;
  readonly weight: number;
  readonly metadata: JsonObject;
  readonly endpoints: readonly Endpoint[];
}

/** `LbEndpoint`. */
export interface Endpoint {
  readonly at: string;
  readonly address: Address;
  /** Further addresses of the same host (dual stack), tried when the first fails. */
  readonly additionalAddresses: readonly Address[];
  readonly hostname: string;
  readonly healthStatus: 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY' | 'DRAINING' | 'TIMEOUT' | 'DEGRADED';
  readonly weight: number;
  /** `metadata.filter_metadata`. */
  readonly metadata: JsonObject;
}

/** One `host_statuses` entry of `/clusters?format=json`. */
export interface HostStatus {
  readonly at: string;
  readonly address: Address;
  readonly hostname: string;
  readonly priority: number;
  readonly weight: number;
  readonly locality: { readonly region: string; readonly zone: string; readonly subZone: string };
  readonly edsHealthStatus: Endpoint['healthStatus'];
  /** Set flags of `health_status`, by their proto names: `failed_active_health_check`, `failed_outlier_check`, … */
  readonly flags: readonly string[];
}
