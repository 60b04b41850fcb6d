import type { CaseRequest, Configuration } from '../Configuration.js';
import { randomOf, type Random } from '../random.js';
import { anyHttp1, plainCluster } from './clusters.js';
import { connectionManager, PROXY_PROTOCOL, tcpProxy, virtualHost } from './listeners.js';
import { compact, type Json } from './types.js';

const VALUES: readonly Json[string][] = [
  0,
  100,
  100,
  150,
  30.9,
  0.5,
  '100',
  ' 0',
  '0',
  'all',
  true,
  { numerator: 0 },
  { numerator: 100 },
  { numerator: 10_000, denominator: 'TEN_THOUSAND' },
  { denominator: 'MILLION' },
];

/** Runtime over fractions, weights, breakers and maintenance: keys of this configuration alone, in one static layer of the bootstrap. */
export function runtimeCase(seed: number): Configuration {
  const random = randomOf(seed);
  const name = (text: string): string => `c${seed}-${text}`;
  const names = [name('one'), name('two'), name('three')];
  const clusters = names.map((one) => plainCluster(one, anyHttp1(random), breakers(random)));
  const key = (text: string): string => `r${seed}.${text}`;
  const routes: readonly Json[] = [
    ...random.list(1, 3, (index): Json => ({
      name: `fraction${index}`,
      match: {
        prefix: '/f',
        runtime_fraction: {
          default_value: random.pick<Json>([
            { numerator: 0 },
            { numerator: 100 },
            { numerator: 5, denominator: 'MILLION' },
          ]),
          ...(random.chance(80) ? { runtime_key: key(`f${index}`) } : {}),
        },
      },
      route: { cluster: names[index] ?? '' },
    })),
    {
      name: 'weighted',
      match: { prefix: '/w' },
      route: {
        weighted_clusters: {
          clusters: names.map((one) => ({ name: one, weight: random.pick([0, 1, 50]) + (one === names[2] ? 1 : 0) })),
          runtime_key_prefix: `r${seed}.w`,
          header_name: 'x-w',
        },
      },
    },
    ...names.map((cluster, index): Json => ({
      name: `r${index}`,
      match: { prefix: `/${index}` },
      route: compact({ cluster, priority: random.chance(30) ? 'HIGH' : undefined }),
    })),
    { name: 'rest', match: { prefix: '/' }, direct_response: { status: 418 } },
  ];
  const manager = connectionManager({ name: 'routes', virtual_hosts: [virtualHost('vh', ['*'], { routes })] });
  const tcp = names.map((cluster, index): Json => ({
    name: `tcp${index}`,
    filter_chain_match: { destination_port: 9000 + index },
    filters: [tcpProxy(cluster)],
  }));
  const http: Json = { name: 'http', filter_chain_match: { destination_port: 80 }, filters: [manager] };
  return {
    seed,
    profile: 'runtime',
    runtime: layerOf(random, seed, names),
    listeners: [{ name: `l${seed}`, listener_filters: [PROXY_PROTOCOL], filter_chains: [http, ...tcp] }],
    clusters,
    requests: random.list(16, 16, () => runtimeRequest(random)),
  };
}

function breakers(random: Random): Json {
  const threshold = (priority: string): Json => ({
    priority,
    max_retries: 1000,
    ...(random.chance(20) ? { max_requests: 0 } : {}),
  });
  return { circuit_breakers: { thresholds: [threshold('DEFAULT'), threshold('HIGH')].slice(0, 1 + random.int(2)) } };
}

function layerOf(random: Random, seed: number, clusters: readonly string[]): Json {
  const fractions = Object.fromEntries(['f0', 'f1', 'f2'].map((one) => [one, random.pick(VALUES)]));
  const weights = Object.fromEntries(
    // Envoy refuses weights that runtime makes nothing of at start; the last one's stay.
    random.some(clusters.slice(0, 2), 2).map((one) => [one, random.pick<Json[string]>([0, 7, '3', 'x', 2.5])]),
  );
  const perCluster = random
    .some(clusters, 3)
    .map((one): readonly [string, Json[string]] =>
      random.chance(50)
        ? [`upstream.maintenance_mode.${one}`, random.pick<Json[string]>([0, 100, '100', 'x', 250, { numerator: 100 }])]
        : [
            `circuit_breakers.${one}.${random.pick(['default', 'high'])}.${random.pick(['max_requests', 'max_pending_requests', 'max_connections'])}`,
            random.pick<Json[string]>([0, 5, '0']),
          ],
    );
  return { [`r${seed}`]: { ...fractions, w: weights }, ...Object.fromEntries(perCluster) };
}

function runtimeRequest(random: Random): CaseRequest {
  const tcp = random.chance(15);
  const proxy = {
    source: '10.0.0.1',
    sourcePort: 5555,
    destination: '127.0.0.1',
    destinationPort: tcp ? 9000 + random.int(3) : 80,
  };
  if (tcp) return { proxy, bytes: 'hello' };
  const target = random.pick(['/f', '/f', '/w', '/0', '/1', '/2', '/']);
  const headers = random.chance(50) ? ([['x-w', random.pick(['0', '7', '49', '50'])]] as const) : [];
  return { proxy, http: { version: '1.1', method: 'GET', target, authority: 'a.example', headers } };
}
