import type { Random } from '../random.js';
import { headerMatcher, stringMatcher } from './matchers.js';
import { compact, extension, typed, type Json } from './types.js';

const FAULT = 'envoy.extensions.filters.http.fault.v3.HTTPFault';
const RBAC = 'envoy.extensions.filters.http.rbac.v3.RBAC';
const RBAC_PER_ROUTE = 'envoy.extensions.filters.http.rbac.v3.RBACPerRoute';
const CORS = 'envoy.extensions.filters.http.cors.v3.Cors';
const CORS_POLICY = 'envoy.extensions.filters.http.cors.v3.CorsPolicy';

/** The names of the filters that `httpFilters` may make. */
export type FilterKind = 'fault' | 'rbac' | 'cors';

/** HTTP filters of these kinds, in some order; some of them disabled. */
export function httpFilters(random: Random, kinds: readonly FilterKind[], forks: boolean): readonly Json[] {
  return kinds.map((kind) => {
    const disabled = random.chance(15) ? { disabled: true } : {};
    switch (kind) {
      case 'fault':
        return { ...extension('fault', FAULT, fault(random, forks)), ...disabled };
      case 'rbac':
        return { ...extension('rbac', RBAC, { rules: rbacRules(random) }), ...disabled };
      case 'cors':
        return { ...extension('cors', CORS), ...disabled };
    }
  });
}

/** `typed_per_filter_config` of one level: for some of the filters. */
export function perFilterConfig(random: Random, kinds: readonly FilterKind[], forks: boolean, percent: number): Json {
  const entries = kinds.flatMap((kind): (readonly [string, Json])[] => {
    if (!random.chance(percent)) return [];
    const own = overrideOf(random, kind, forks);
    const wrapped = random.chance(20)
      ? typed('envoy.config.route.v3.FilterConfig', random.chance(50) ? { disabled: true } : { config: own })
      : own;
    return [[kind, wrapped]];
  });
  return entries.length === 0 ? {} : { typed_per_filter_config: Object.fromEntries(entries) };
}

function overrideOf(random: Random, kind: FilterKind, forks: boolean): Json {
  switch (kind) {
    case 'fault':
      return typed(FAULT, random.chance(20) ? {} : fault(random, forks));
    case 'rbac':
      return typed(
        RBAC_PER_ROUTE,
        random.chance(25) ? {} : { rbac: random.chance(20) ? {} : { rules: rbacRules(random) } },
      );
    case 'cors':
      return typed(CORS_POLICY, corsPolicy(random));
  }
}

function fraction(random: Random, forks: boolean): Json {
  return {
    numerator: forks && random.chance(30) ? random.pick([30, 50]) : random.pick([0, 100, 100]),
    denominator: 'HUNDRED',
  };
}

function fault(random: Random, forks: boolean): Json {
  const abort = random.chance(80)
    ? compact({
        ...random.pick([{ http_status: 418 }, { http_status: 503 }, { grpc_status: 8 }, { header_abort: {} }]),
        percentage: random.chance(90) ? fraction(random, forks) : undefined,
      })
    : undefined;
  return compact({
    abort,
    delay: random.chance(25) ? { fixed_delay: '0.01s', percentage: fraction(random, forks) } : undefined,
    headers: random.chance(35) ? [headerMatcher(random).matcher] : undefined,
    max_active_faults: random.chance(10) ? random.pick([0, 100]) : undefined,
    downstream_nodes: random.chance(10) ? [random.pick(['n1', 'n2'])] : undefined,
  });
}

/** `config.rbac.v3.RBAC`; `network`: only what the network filter takes. */
export function rbacRules(random: Random, network = false): Json {
  const policies = random.list(
    0,
    3,
    (index) =>
      [
        `p${random.int(5)} ${index}`,
        {
          permissions: random.list(1, 2, () => permission(random, 2, network)),
          principals: random.list(1, 2, () => principal(random, 2, network)),
        },
      ] as const,
  );
  return compact({
    action: random.pick(['ALLOW', 'DENY', 'ALLOW', 'LOG']),
    policies: policies.length === 0 ? undefined : Object.fromEntries(policies),
  });
}

const CIDRS = ['10.0.0.0/8', '192.168.1.0/24', '127.0.0.1/32', '0.0.0.0/0', '9.9.9.9/32'] as const;

function cidr(random: Random): Json {
  const [address = '', length = ''] = random.pick(CIDRS).split('/');
  return { address_prefix: address, prefix_len: Number(length) };
}

function permission(random: Random, depth: number, network: boolean): Json {
  switch (random.int(depth > 0 ? 12 : 9)) {
    case 0:
      return { any: true };
    case 1:
    case 2:
      return network ? { destination_port: 80 } : { header: headerMatcher(random).matcher };
    case 3:
      return { url_path: { path: stringMatcher(random, ['/a', '/a/b', '/api', '/']).matcher } };
    case 4:
      return { destination_ip: cidr(random) };
    case 5:
      return { destination_port: random.pick([80, 81, 443]) };
    case 6:
      return { destination_port_range: { start: 80, end: random.pick([81, 82, 500]) } };
    case 7:
      return { requested_server_name: stringMatcher(random, ['a.example', 'b.example', '']).matcher };
    case 8:
      return {
        metadata: {
          filter: 'f',
          path: [{ key: 'k' }],
          value: { string_match: { exact: 'v' } },
          invert: random.chance(40),
        },
      };
    case 9:
      return { not_rule: permission(random, depth - 1, network) };
    case 10:
      return { and_rules: { rules: random.list(1, 3, () => permission(random, depth - 1, network)) } };
    default:
      return { or_rules: { rules: random.list(1, 3, () => permission(random, depth - 1, network)) } };
  }
}

function principal(random: Random, depth: number, network: boolean): Json {
  switch (random.int(depth > 0 ? 12 : 9)) {
    case 0:
    case 1:
      return { any: true };
    case 2:
      return network ? { source_ip: cidr(random) } : { header: headerMatcher(random).matcher };
    case 3:
      return { source_ip: cidr(random) };
    case 4:
      return { direct_remote_ip: cidr(random) };
    case 5:
      return { remote_ip: cidr(random) };
    case 6:
      return {
        authenticated: random.chance(40)
          ? {}
          : { principal_name: stringMatcher(random, ['spiffe://diff/ns/a/sa/b', 'spiffe://diff/ns', '']).matcher },
      };
    case 7:
      return { url_path: { path: stringMatcher(random, ['/a', '/a/b', '/api', '/']).matcher } };
    case 8:
      return { any: true };
    case 9:
      return { not_id: principal(random, depth - 1, network) };
    case 10:
      return { and_ids: { ids: random.list(1, 3, () => principal(random, depth - 1, network)) } };
    default:
      return { or_ids: { ids: random.list(1, 3, () => principal(random, depth - 1, network)) } };
  }
}

function corsPolicy(random: Random): Json {
  return compact({
    allow_origin_string_match: [stringMatcher(random, ['http://o.example', 'http://p.example']).matcher],
    filter_enabled: random.chance(20)
      ? { default_value: { numerator: random.pick([0, 100]), denominator: 'HUNDRED' } }
      : undefined,
    forward_not_matching_preflights: random.chance(30) ? random.chance(50) : undefined,
    allow_methods: random.chance(50) ? 'GET,POST' : undefined,
  });
}
