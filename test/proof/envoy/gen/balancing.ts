import type { CaseRequest, Configuration, HeaderLine } from '../Configuration.js';
import { SYMBOLIC } from '../bed/bootstrap.js';
import { randomOf, type Random } from '../random.js';
import { anyHttp1, endpoint } from './clusters.js';
import { connectionManager, PROXY_PROTOCOL, tcpProxy, virtualHost } from './listeners.js';
import { compact, extension, nameOf, type Json } from './types.js';

const STAGES = ['prod', 'canary', 'dev'] as const;
const VERSIONS = ['1', '2'] as const;
const KEYS = [['stage'], ['stage', 'v'], ['v'], ['n']] as const;
const HEALTH = ['HEALTHY', 'UNKNOWN', 'UNHEALTHY', 'DEGRADED', 'DRAINING', 'TIMEOUT'] as const;
const POLICIES = ['ROUND_ROBIN', 'LEAST_REQUEST', 'RANDOM', 'RING_HASH', 'MAGLEV'] as const;

/** Clusters of many hosts: priorities, health, panic, localities, subsets, breakers, sockets by metadata. One route a cluster. */
export function balancingCase(seed: number): Configuration {
  const random = randomOf(seed);
  const name = (text: string): string => `c${seed}-${text}`;
  const own = random.list(2, 4, (index) => balancedCluster(random, name(`k${index}`)));
  const aggregate = random.chance(30) ? [aggregateOf(name('agg'), [name('k1'), name('k0')])] : [];
  const original = random.chance(30) ? [originalDst(random, name('orig'))] : [];
  const names = [...own, ...aggregate, ...original].map((cluster) => nameOf(cluster));
  const routes = names.map((cluster, index): Json => ({
    name: `r${index}`,
    match: { path_separated_prefix: `/r${index}` },
    route: compact({
      cluster,
      metadata_match: random.chance(60) ? { filter_metadata: { 'envoy.lb': routeCriteria(random) } } : undefined,
      priority: random.chance(20) ? 'HIGH' : undefined,
      hash_policy: random.chance(25) ? [{ header: { header_name: 'x-hash' } }] : undefined,
    }),
  }));
  const weighted: Json = {
    name: 'weighted',
    match: { prefix: '/w' },
    route: {
      weighted_clusters: {
        clusters: names.slice(0, 2).map((cluster) =>
          compact({
            name: cluster,
            weight: 50,
            metadata_match: random.chance(50) ? { filter_metadata: { 'envoy.lb': routeCriteria(random) } } : undefined,
          }),
        ),
        header_name: 'x-w',
      },
      metadata_match: { filter_metadata: { 'envoy.lb': routeCriteria(random) } },
    },
  };
  const manager = connectionManager({
    name: name('routes'),
    virtual_hosts: [virtualHost('vh', ['*'], { routes: [...routes, weighted] })],
  });
  const http: Json = { name: 'http', filter_chain_match: { destination_port: 80 }, filters: [manager] };
  const tcp = names.map((cluster, index): Json => ({
    name: `tcp${index}`,
    filter_chain_match: { destination_port: 9000 + index },
    filters: [tcpProxy(cluster)],
  }));
  return {
    seed,
    profile: 'balancing',
    listeners: [{ name: `l${seed}`, listener_filters: [PROXY_PROTOCOL], filter_chains: [http, ...tcp] }],
    clusters: [...own, ...aggregate, ...original],
    requests: random.list(20, 20, () => balancingRequest(random, names.length)),
  };
}

/** Criteria of a route: a list of others to try in turn among them, for clusters that look at it. */
function routeCriteria(random: Random): Json {
  const own = criteria(random);
  return random.chance(25) ? { ...own, fallback_list: random.list(0, 3, () => criteria(random)) } : own;
}

function criteria(random: Random): Json {
  return compact({
    stage: random.chance(70) ? random.pick(STAGES) : undefined,
    v: random.chance(40) ? random.pick(VERSIONS) : undefined,
    n: random.chance(10) ? 1 : undefined,
  });
}

function balancedCluster(random: Random, name: string): Json {
  const type = random.pick(['STATIC', 'STATIC', 'STRICT_DNS']);
  const sick = random.pick([0, 20, 60, 100]);
  let last = 1;
  const localityWeights = random.chance(30);
  const metadataOf = (): Json | undefined => {
    const lb = {
      ...criteria(random),
      ...(random.chance(10) ? { n: 1 } : {}),
      ...(random.chance(15) ? { v: ['1', '2'] } : {}),
    };
    const socket = random.chance(30)
      ? {
          'envoy.transport_socket_match': random.pick<Json>([
            { tlsMode: 'istio' },
            { tlsMode: 'x' },
            { tlsMode: 'istio', z: '1' },
          ]),
        }
      : {};
    return { 'envoy.lb': lb, ...socket };
  };
  const priorities = random.pick([1, 1, 2, 3]);
  const localities = random.list(priorities, priorities + 2, (index) => {
    const priority = index < priorities ? index : random.int(priorities);
    const hosts = random.list(random.chance(10) ? 0 : 1, 4, () =>
      endpoint(anyHttp1(random), {
        last: last++,
        ...(random.chance(sick) ? { health: random.pick(HEALTH) } : {}),
        ...(random.chance(20) ? { weight: random.pick([1, 3, 10]) } : {}),
        metadata: metadataOf() ?? {},
      }),
    );
    return compact({
      locality: { region: 'r', zone: `z${index}` },
      priority: priority === 0 ? undefined : priority,
      load_balancing_weight: localityWeights ? random.pick([1, 2, 3]) : undefined,
      lb_endpoints: hosts,
    });
  });
  const policy = random.chance(25) ? { overprovisioning_factor: random.pick([100, 200]) } : undefined;
  const drops = random.chance(8)
    ? { drop_overloads: [{ category: 'd', drop_percentage: { numerator: random.pick([100, 50]) } }] }
    : undefined;
  const panic = random.chance(40) ? { healthy_panic_threshold: { value: random.pick([0, 30, 100]) } } : {};
  const common = compact({
    ...panic,
    locality_weighted_lb_config: random.chance(localityWeights ? 70 : 15) ? {} : undefined,
    zone_aware_lb_config: random.chance(15) ? { fail_traffic_on_panic: true } : undefined,
  });
  const lbPolicy = random.pick(POLICIES);
  if ('locality_weighted_lb_config' in common) delete (common as Record<string, unknown>).zone_aware_lb_config;
  return compact({
    name,
    type,
    connect_timeout: '1s',
    lb_policy: lbPolicy,
    respect_dns_ttl: undefined,
    circuit_breakers: random.chance(15)
      ? {
          thresholds: [
            {
              priority: random.pick(['DEFAULT', 'HIGH']),
              [random.pick(['max_requests', 'max_pending_requests', 'max_connections'])]: 0,
            },
          ],
        }
      : undefined,
    common_lb_config: Object.keys(common).length === 0 ? undefined : common,
    lb_subset_config: random.chance(50) ? subsetConfig(random, 'locality_weighted_lb_config' in common) : undefined,
    load_assignment: compact({
      cluster_name: name,
      endpoints: localities,
      policy: policy === undefined && drops === undefined ? undefined : { ...policy, ...drops },
    }),
    ...socketMatches(random),
  });
}

function subsetConfig(random: Random, byLocality: boolean): Json {
  const aware = byLocality && random.chance(60);
  return compact({
    fallback_policy: random.pick(['NO_FALLBACK', 'ANY_ENDPOINT', 'DEFAULT_SUBSET']),
    default_subset: random.chance(60) ? criteria(random) : undefined,
    subset_selectors: random
      .some(random.chance(50) ? KEYS : KEYS.toReversed(), 3, 1)
      .map((keys) =>
        compact({
          keys,
          fallback_policy: random.chance(40)
            ? random.pick([
                'NO_FALLBACK',
                'ANY_ENDPOINT',
                'DEFAULT_SUBSET',
                ...(keys.length > 1 ? ['KEYS_SUBSET'] : []),
              ])
            : undefined,
          single_host_per_subset: keys.length === 1 && random.chance(12) ? true : undefined,
        }),
      )
      .map((selector) =>
        selector.fallback_policy === 'KEYS_SUBSET' ? { ...selector, fallback_keys_subset: ['stage'] } : selector,
      ),
    list_as_any: random.chance(10) ? true : undefined,
    panic_mode_any: random.chance(25) ? true : undefined,
    metadata_fallback_policy: random.chance(30) ? 'FALLBACK_LIST' : undefined,
    locality_weight_aware: aware ? true : undefined,
    scale_locality_weight: aware && random.chance(50) ? true : undefined,
  });
}

function socketMatches(random: Random): Json {
  if (!random.chance(25)) return {};
  const raw = {
    name: 'envoy.transport_sockets.raw_buffer',
    typed_config: { '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer' },
  };
  return {
    transport_socket_matches: [
      { name: 'mesh', match: { tlsMode: 'istio' }, transport_socket: raw },
      ...(random.chance(50) ? [{ name: 'rest', match: {}, transport_socket: raw }] : []),
    ],
  };
}

function aggregateOf(name: string, members: readonly string[]): Json {
  return {
    name,
    connect_timeout: '1s',
    lb_policy: 'CLUSTER_PROVIDED',
    cluster_type: extension('envoy.clusters.aggregate', 'envoy.extensions.clusters.aggregate.v3.ClusterConfig', {
      clusters: members,
    }),
  };
}

function originalDst(random: Random, name: string): Json {
  const useHeader = random.chance(80);
  return compact({
    name,
    type: 'ORIGINAL_DST',
    lb_policy: 'CLUSTER_PROVIDED',
    connect_timeout: '1s',
    original_dst_lb_config: random.chance(60)
      ? compact({
          use_http_header: useHeader,
          http_header_name: useHeader && random.chance(30) ? 'x-dst' : undefined,
          upstream_port_override: random.chance(40) ? SYMBOLIC.http1[0] : undefined,
        })
      : undefined,
  });
}

function balancingRequest(random: Random, routes: number): CaseRequest {
  const proxy = {
    source: '10.0.0.1',
    sourcePort: 5555,
    destination: random.pick(['127.0.0.1', '127.0.0.5']),
    destinationPort: random.chance(20) ? 9000 + random.int(routes) : 80,
  };
  if (proxy.destinationPort !== 80) return { proxy, bytes: 'hello' };
  const headers: HeaderLine[] = [];
  if (random.chance(40)) headers.push(['x-hash', random.pick(['1', '2'])]);
  if (random.chance(40))
    headers.push(['x-envoy-original-dst-host', random.pick(['127.0.0.3:9', 'no address', '127.0.0.1'])]);
  if (random.chance(20)) headers.push(['x-dst', '127.0.0.3:9']);
  headers.push(['x-w', random.pick(['0', '49', '50', '99'])]);
  const target = random.chance(15) ? '/w' : `/r${random.int(routes)}`;
  return { proxy, http: { version: '1.1', method: 'GET', target, authority: 'a.example', headers } };
}
