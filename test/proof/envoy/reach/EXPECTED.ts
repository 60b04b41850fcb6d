import type { ClusterType, SubsetConfig } from '../../../../src/envoy/model/Cluster.js';
import type { DecidedFilter } from '../../../../src/envoy/model/filter/DecidedFilter.js';
import type { HeaderMatchSpecifier } from '../../../../src/envoy/model/HeaderMatcher.js';
import type { HeaderValueOption } from '../../../../src/envoy/model/HeaderMutation.js';
import type { HttpFilterConfig } from '../../../../src/envoy/model/HttpFilter.js';
import type { ListenerFilterKind } from '../../../../src/envoy/model/Listener.js';
import type { MatcherBranches, MatcherPredicate } from '../../../../src/envoy/model/MatcherTree.js';
import type { NetworkFilterConfig } from '../../../../src/envoy/model/NetworkFilter.js';
import type { Permission, Principal, RbacRules } from '../../../../src/envoy/model/Rbac.js';
import type { PathSpecifier } from '../../../../src/envoy/model/Route.js';
import type {
  ClusterSpecifier,
  HashPolicy,
  HostRewrite,
  PathRewrite,
  RedirectAction,
  RouteAction,
} from '../../../../src/envoy/model/RouteAction.js';
import type { StringMatcher } from '../../../../src/envoy/model/StringMatcher.js';
import type { UpstreamTransportSocket } from '../../../../src/envoy/model/TransportSocket.js';

/** What a run has to show of a kind (`met`: of what never answers by itself, or answers by load); `why` it can't. */
export type Expectation = 'hit and miss' | 'hit' | 'met' | { readonly why: string };

const UNREAD: Expectation = { why: 'not modelled: unknown' };
const V2: Expectation = { why: 'of the v2 API, which these releases do not take' };

const paths: Readonly<Record<PathSpecifier['kind'], Expectation>> = {
  prefix: 'hit and miss',
  path: 'hit and miss',
  path_separated_prefix: 'hit and miss',
  safe_regex: 'hit and miss',
  uri_template: 'hit and miss',
  connect_matcher: 'hit and miss',
  ecmascript: V2,
  unsupported: UNREAD,
};
const strings: Readonly<Record<StringMatcher['kind'], Expectation>> = {
  exact: 'hit and miss',
  prefix: 'hit and miss',
  suffix: 'hit and miss',
  contains: 'hit and miss',
  safe_regex: 'hit and miss',
  legacy_exact: 'hit and miss',
  ecmascript: V2,
  unsupported: UNREAD,
};
const ofStrings = { ...strings, legacy_exact: { why: 'of headers alone' } } as const;
const headers: Readonly<Record<Exclude<HeaderMatchSpecifier['kind'], 'string_match'>, Expectation>> = {
  none: 'hit and miss',
  present_match: 'hit and miss',
  range_match: 'hit and miss',
};
const permissions: Readonly<Record<Permission['kind'], Expectation>> = {
  any: 'hit',
  and_rules: 'hit and miss',
  or_rules: 'hit and miss',
  not_rule: 'hit and miss',
  header: 'hit and miss',
  url_path: 'hit and miss',
  destination_ip: 'hit and miss',
  destination_port: 'hit and miss',
  destination_port_range: 'hit and miss',
  metadata: 'hit and miss',
  requested_server_name: 'hit and miss',
  unsupported: UNREAD,
};
const principals: Readonly<Record<Principal['kind'], Expectation>> = {
  any: 'hit',
  and_ids: 'hit and miss',
  or_ids: 'hit and miss',
  not_id: 'hit and miss',
  authenticated: 'hit and miss',
  source_ip: 'hit and miss',
  direct_remote_ip: 'hit and miss',
  remote_ip: 'hit and miss',
  header: 'hit and miss',
  url_path: 'hit and miss',
  metadata: 'hit and miss',
  filter_state: 'hit and miss',
  unsupported: UNREAD,
};
const rbac: Readonly<Record<RbacRules['action'], Expectation>> = {
  ALLOW: 'hit and miss',
  DENY: 'hit and miss',
  LOG: 'hit and miss',
};
const actions: Readonly<Record<RouteAction['kind'], Expectation>> = {
  route: 'hit',
  redirect: 'hit',
  direct_response: 'hit',
  non_forwarding_action: 'hit',
  filter_action: { why: 'no filter of these releases takes it' },
  unsupported: UNREAD,
};
const redirects: Readonly<Record<RedirectAction['path']['kind'], Expectation>> = {
  none: 'hit',
  path_redirect: 'hit',
  prefix_rewrite: 'hit',
  regex_rewrite: 'hit',
};
const specifiers: Readonly<Record<ClusterSpecifier['kind'], Expectation>> = {
  cluster: 'hit',
  cluster_header: 'hit',
  weighted_clusters: 'hit',
  unsupported: UNREAD,
};
const rewrites: Readonly<Record<PathRewrite['kind'] | HostRewrite['kind'], Expectation>> = {
  prefix_rewrite: 'hit',
  regex_rewrite: 'hit',
  uri_template_rewrite: 'hit',
  path_rewrite: 'hit',
  host_rewrite_literal: 'hit',
  auto_host_rewrite: 'hit',
  host_rewrite_header: 'hit',
  host_rewrite_path_regex: 'hit',
  host_rewrite: 'hit',
};
const hashes: Readonly<Record<HashPolicy['kind'], Expectation>> = {
  header: 'hit',
  cookie: 'hit',
  connection_properties: 'hit',
  query_parameter: 'hit',
  filter_state: 'hit',
  unsupported: UNREAD,
};
const mutations: Readonly<Record<HeaderValueOption['action'], Expectation>> = {
  APPEND_IF_EXISTS_OR_ADD: 'hit',
  ADD_IF_ABSENT: 'hit',
  OVERWRITE_IF_EXISTS_OR_ADD: 'hit',
  OVERWRITE_IF_EXISTS: 'hit',
};
const httpFilters: Readonly<Record<Exclude<HttpFilterConfig['kind'], 'decided'> | DecidedFilter['kind'], Expectation>> =
  {
    router: { why: 'it ends every chain: told by the actions' },
    fault: 'hit and miss',
    rbac: 'hit and miss',
    cors: 'hit and miss',
    istio_alpn: { why: "of Istio's build of Envoy" },
    set_filter_state: 'met',
    ecds: { why: 'needs a management server' },
    unparsed: UNREAD,
    buffer: 'hit and miss',
    csrf: 'hit and miss',
    ext_authz: 'hit and miss',
    grpc_http1_bridge: 'met',
    grpc_web: 'met',
    header_mutation: 'met',
    health_check: 'hit and miss',
    jwt_authn: 'hit and miss',
    local_ratelimit: 'met',
    ratelimit: 'hit and miss',
    set_metadata: 'met',
  };
const networkFilters: Readonly<Record<NetworkFilterConfig['kind'], Expectation>> = {
  http_connection_manager: 'hit',
  tcp_proxy: 'hit',
  rbac: 'hit and miss',
  sni_cluster: 'met',
  set_filter_state: 'met',
  unparsed: UNREAD,
};
const listenerFilters: Readonly<Record<ListenerFilterKind, Expectation>> = {
  tls_inspector: 'hit and miss',
  http_inspector: 'hit and miss',
  proxy_protocol: 'hit',
  original_dst: { why: 'needs a socket that the kernel redirected: held in the lab' },
  original_src: { why: 'binds an address of the client, which a bed without privileges has not' },
  unsupported: UNREAD,
};
const clusters: Readonly<Record<ClusterType['kind'], Expectation>> = {
  STATIC: 'hit and miss',
  STRICT_DNS: 'hit and miss',
  LOGICAL_DNS: 'hit',
  EDS: { why: 'needs a management server' },
  ORIGINAL_DST: 'hit and miss',
  aggregate: 'hit and miss',
  dynamic_forward_proxy: { why: 'needs names that resolve: a bed has none' },
  unsupported: UNREAD,
};
const subsets: Readonly<Record<SubsetConfig['fallbackPolicy'], Expectation>> = {
  NO_FALLBACK: 'hit and miss',
  ANY_ENDPOINT: 'hit',
  DEFAULT_SUBSET: 'hit and miss',
};
const sockets: Readonly<Record<UpstreamTransportSocket['kind'], Expectation>> = {
  raw_buffer: 'hit',
  tls: 'hit',
  internal_upstream: 'hit',
  unsupported: UNREAD,
};
const trees: Readonly<Record<MatcherBranches['kind'], Expectation>> = {
  none: { why: 'no tree without branches is taken' },
  matcher_list: 'hit and miss',
  exact_match_map: 'hit and miss',
  prefix_match_map: 'hit and miss',
  ip_matcher: 'hit and miss',
  unsupported: UNREAD,
};
const predicates: Readonly<Record<MatcherPredicate['kind'], Expectation>> = {
  single: 'hit and miss',
  and: 'hit and miss',
  or: 'hit and miss',
  not: 'hit and miss',
  unsupported: UNREAD,
};
const LEVELS = [
  'destination_port',
  'prefix_ranges',
  'server_names',
  'transport_protocol',
  'application_protocols',
  'direct_source_prefix_ranges',
  'source_type',
  'source_prefix_ranges',
  'source_ports',
] as const;
const others: Readonly<Record<string, Expectation>> = {
  ...Object.fromEntries(LEVELS.map((field) => [`filter_chain_match ${field}`, 'hit and miss'] as const)),
  default_filter_chain: 'hit and miss',
  'domain exact': 'hit and miss',
  'domain suffix': 'hit and miss',
  'domain prefix': 'hit and miss',
  'domain *': 'hit and miss',
  'path, ignoring case': 'hit and miss',
  'header, inverted': 'hit and miss',
  'header, missing as empty': 'hit and miss',
  grpc: 'hit and miss',
  tls_context: 'hit and miss',
  runtime_fraction: 'hit and miss',
  filter_state: 'hit and miss',
  'dynamic_metadata string_match': 'hit and miss',
  retry_policy: 'hit',
  request_mirror_policies: 'hit',
  ...Object.fromEntries(
    ['ROUND_ROBIN', 'LEAST_REQUEST', 'RANDOM', 'RING_HASH', 'MAGLEV'].map((one) => [`lb ${one}`, 'hit'] as const),
  ),
};

/** What a run has to show, by the names of features. */
export const EXPECTED: ReadonlyMap<string, Expectation> = new Map([
  ...named('path', paths),
  ...named('header', { ...strings, ...headers }),
  ...named('query', { ...ofStrings, none: 'hit and miss', present_match: 'hit and miss' }),
  ...named('cookie', ofStrings),
  ...named('permission', permissions),
  ...named('principal', principals),
  ...named('rbac', rbac),
  ...named('action', actions),
  ...named('redirect', redirects),
  ...named('specifier', specifiers),
  ...named('rewrite', rewrites),
  ...named('hash_policy', hashes),
  ...named('mutation', mutations),
  ...named('http filter', httpFilters),
  ...named('network filter', networkFilters),
  ...named('listener filter', listenerFilters),
  ...named('cluster', clusters),
  ...named('subsets', subsets),
  ...named('transport socket', sockets),
  ...named('matcher', trees),
  ...named('predicate', predicates),
  ...Object.entries(others),
]);

function named(
  what: string,
  kinds: Readonly<Record<string, Expectation>>,
): readonly (readonly [string, Expectation])[] {
  return Object.entries(kinds).map(([kind, expectation]) => [`${what} ${kind}`, expectation]);
}
