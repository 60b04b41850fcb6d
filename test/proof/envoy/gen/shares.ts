import type { CaseRequest, Configuration } from '../Configuration.js';
import { randomOf, type Random } from '../random.js';
import { anyHttp1, endpoint, plainCluster } from './clusters.js';
import { connectionManager, PROXY_PROTOCOL, virtualHost } from './listeners.js';
import { compact, extension, typed, type Json } from './types.js';

const REPEATS = 250;

/** What chance decides, each request many times: weights, fractions, faults, drops, priorities, localities, hosts. */
export function sharesCase(seed: number): Configuration {
  const random = randomOf(seed);
  const name = (text: string): string => `c${seed}-${text}`;
  const spread = random.list(2, 3, (index) => spreadCluster(random, name(`s${index}`)));
  const clusters: readonly Json[] = [
    plainCluster(name('one'), anyHttp1(random)),
    plainCluster(name('two'), anyHttp1(random)),
    ...spread,
    {
      name: name('agg'),
      connect_timeout: '1s',
      lb_policy: 'CLUSTER_PROVIDED',
      cluster_type: extension('envoy.clusters.aggregate', 'envoy.extensions.clusters.aggregate.v3.ClusterConfig', {
        clusters: [name('s1'), name('s0')],
      }),
    },
  ];
  const weights = random.list(2, 4, () => ({
    name: random.pick([name('one'), name('two')]),
    weight: random.pick([0, 1, 10, 25, 64]),
  }));
  const fraction = (): Json => ({
    numerator: random.pick([10, 30, 50, 90]),
    denominator: random.pick(['HUNDRED', 'HUNDRED', 'TEN_THOUSAND', 'MILLION']),
  });
  const fault = typed(
    'envoy.extensions.filters.http.fault.v3.HTTPFault',
    compact({
      abort: { http_status: 418, percentage: fraction() },
      delay: random.chance(30) ? { fixed_delay: '0.001s', percentage: { numerator: 50 } } : undefined,
    }),
  );
  const routes: readonly Json[] = [
    {
      name: 'weights',
      match: { path: '/weights' },
      route: { weighted_clusters: { clusters: [{ name: name('one'), weight: 7 }, ...weights] } },
    },
    {
      name: 'fraction',
      match: { path: '/fraction', runtime_fraction: { default_value: fraction() } },
      route: { cluster: name('one') },
    },
    { name: 'rest', match: { path: '/fraction' }, route: { cluster: name('two') } },
    { name: 'fault', match: { path: '/fault' }, route: { cluster: name('one') }, typed_per_filter_config: { fault } },
    ...spread.map((_, index) => ({
      name: `s${index}`,
      match: { path: `/s${index}` },
      route: {
        cluster: name(`s${index}`),
        metadata_match: {
          filter_metadata: { 'envoy.lb': { stage: 'prod', ...(random.chance(30) ? { x: '1' } : {}) } },
        },
      },
    })),
    { name: 'agg', match: { path: '/agg' }, route: { cluster: name('agg') } },
  ];
  const paths = ['/weights', '/fraction', '/fault', '/agg', ...spread.map((_, index) => `/s${index}`)];
  const faults = extension('fault', 'envoy.extensions.filters.http.fault.v3.HTTPFault');
  const manager = connectionManager({ name: 'routes', virtual_hosts: [virtualHost('vh', ['*'], { routes })] }, {}, [
    faults,
  ]);
  return {
    seed,
    profile: 'shares',
    listeners: [
      { name: `l${seed}`, listener_filters: [PROXY_PROTOCOL], filter_chains: [{ name: 'only', filters: [manager] }] },
    ],
    clusters,
    requests: paths.map((target): CaseRequest => ({
      proxy: { source: '10.0.0.1', sourcePort: 5555, destination: '10.0.0.2', destinationPort: 80 },
      http: { version: '1.1', method: 'GET', target, authority: 'a.example', headers: [] },
      repeat: REPEATS,
    })),
  };
}

function spreadCluster(random: Random, name: string): Json {
  const policy = random.pick(['ROUND_ROBIN', 'RANDOM', 'LEAST_REQUEST']);
  // How many requests are under way is nobody's to predict: the weights of hosts and of least requests do not go together.
  const weighted = policy !== 'LEAST_REQUEST' && random.chance(50);
  const localityWeights = random.chance(40);
  const priorities = 1 + random.int(3);
  let last = 1;
  const localities = random.list(priorities, priorities + 2, (index) => {
    const priority = index < priorities ? index : random.int(priorities);
    const sick = random.pick([0, 0, 40, 100]);
    return compact({
      locality: { region: 'r', zone: `z${index}` },
      priority: priority === 0 ? undefined : priority,
      load_balancing_weight: localityWeights ? random.pick([1, 2, 5]) : undefined,
      lb_endpoints: random.list(1, 4, () =>
        endpoint(anyHttp1(random), {
          last: last++,
          ...(random.chance(sick) ? { health: random.pick(['UNHEALTHY', 'DEGRADED', 'DRAINING']) } : {}),
          ...(weighted ? { weight: random.pick([1, 3, 9]) } : {}),
          metadata: { 'envoy.lb': { stage: random.pick(['prod', 'dev']) } },
        }),
      ),
    });
  });
  const byLocality = localityWeights && random.chance(70);
  return compact({
    name,
    type: 'STATIC',
    ...(random.chance(40) ? balancer(random, policy, byLocality) : {}),
    connect_timeout: '1s',
    lb_policy: policy,
    common_lb_config: compact({
      healthy_panic_threshold: random.chance(50) ? { value: random.pick([0, 30]) } : undefined,
      locality_weighted_lb_config: byLocality ? {} : undefined,
    }),
    load_assignment: compact({
      cluster_name: name,
      endpoints: localities,
      policy: random.chance(40)
        ? compact({
            overprovisioning_factor: random.pick([100, 200]),
            drop_overloads: random.chance(40)
              ? [{ category: 'd', drop_percentage: { numerator: random.pick([20, 60]) } }]
              : undefined,
          })
        : undefined,
    }),
  });
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  ROUND_ROBIN: 'round_robin.v3.RoundRobin',
  RANDOM: 'random.v3.Random',
  LEAST_REQUEST: 'least_request.v3.LeastRequest',
};

/** Subsets, as of old or as an extension. */
function balancer(random: Random, policy: string, byLocality: boolean): Json {
  const locality = byLocality ? { locality_lb_config: { locality_weighted_lb_config: {} } } : {};
  const inner = policies(EXTENSIONS[policy] ?? '', locality);
  const subsets = compact({
    fallback_policy: 'ANY_ENDPOINT',
    subset_selectors: [{ keys: ['stage'] }],
    locality_weight_aware: byLocality ? true : undefined,
    scale_locality_weight: byLocality && random.chance(60) ? true : undefined,
  });
  const redundant = random.chance(50) ? { allow_redundant_keys: true } : {};
  return random.chance(50)
    ? { lb_subset_config: subsets }
    : { load_balancing_policy: policies('subset.v3.Subset', { ...subsets, ...redundant, subset_lb_policy: inner }) };
}

function policies(type: string, value: Json): Json {
  const own = extension('policy', `envoy.extensions.load_balancing_policies.${type}`, value);
  return { policies: [{ typed_extension_config: own }] };
}
