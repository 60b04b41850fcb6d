import type { CaseRequest, Configuration } from '../Configuration.js';
import { SYMBOLIC } from '../bed/bootstrap.js';
import { randomOf, type Random } from '../random.js';
import { anyHttp1, endpoint, plainCluster } from './clusters.js';
import { rbacRules } from './filters.js';
import {
  connectionManager,
  downstreamTls,
  HTTP_INSPECTOR,
  PROXY_PROTOCOL,
  TLS_INSPECTOR,
  virtualHost,
} from './listeners.js';
import { compact, extension, nameOf, type Json } from './types.js';

/** Hand-off by `use_original_dst`, `filter_disabled`, network filters in order, tcp_proxy by weight, metadata, SNI and filter state, internal listeners. */
export function networkCase(seed: number): Configuration {
  const random = randomOf(seed);
  const name = (text: string): string => `c${seed}-${text}`;
  const clusters: readonly Json[] = [
    plainCluster(name('one'), anyHttp1(random)),
    plainCluster(name('two'), anyHttp1(random)),
    plainCluster(name('dead'), SYMBOLIC.dead[0]),
    { name: name('empty'), type: 'STATIC' },
    subsets(name('sub')),
    // A name that SNI may give.
    plainCluster(`${name('sni')}.example`, anyHttp1(random)),
    {
      name: name('original'),
      type: 'ORIGINAL_DST',
      lb_policy: 'CLUSTER_PROVIDED',
      connect_timeout: '1s',
      original_dst_lb_config: { upstream_port_override: SYMBOLIC.http1[0] },
    },
    {
      name: name('internal'),
      type: 'STATIC',
      ...(random.chance(50) ? { transport_socket: INTERNAL_UPSTREAM } : {}),
      load_assignment: {
        cluster_name: name('internal'),
        endpoints: [
          {
            lb_endpoints: [
              {
                endpoint: {
                  address: {
                    envoy_internal_address: { server_listener_name: random.chance(80) ? `inner-${seed}` : 'missing' },
                  },
                },
              },
            ],
          },
        ],
      },
    },
  ];
  const names = clusters.map((cluster) => nameOf(cluster));
  const inspectors = [
    ...(random.chance(60) ? [disabledFor(random, TLS_INSPECTOR)] : []),
    ...(random.chance(60) ? [disabledFor(random, HTTP_INSPECTOR)] : []),
  ];
  const outer: Json = {
    name: `l${seed}`,
    use_original_dst: random.chance(70),
    listener_filters: [proxyProtocol(random), ...inspectors],
    filter_chains: [
      {
        name: 'outer-tls',
        filter_chain_match: { transport_protocol: 'tls' },
        filters: networkFilters(random, names),
      },
      {
        name: 'outer-h1',
        filter_chain_match: { application_protocols: ['http/1.1'] },
        filters: networkFilters(random, names),
      },
      { name: 'outer', filters: networkFilters(random, names) },
    ],
  };
  // Destinations that the outer listener may hand over to, of this configuration alone.
  const own = `127.${1 + ((seed >> 8) % 254)}.${seed & 255}.`;
  const handed = random.list(0, 3, (index): Json => {
    const [address, port] = random.pick([
      [`${own}1`, 80],
      [`${own}2`, 80],
      [`${own}1`, 81],
    ] as const);
    return compact({
      name: `handed-${seed}-${index}-${address}-${port}`,
      address: { socket_address: { address, port_value: port } },
      bind_to_port: false,
      listener_filters: random.chance(40) ? [TLS_INSPECTOR] : undefined,
      filter_chains: [
        {
          name: `handed-${index}-tls`,
          filter_chain_match: { transport_protocol: 'tls' },
          transport_socket: downstreamTls(),
          filters: [managerOf(random, names)],
        },
        ...(random.chance(70) ? [{ name: `handed-${index}`, filters: networkFilters(random, names) }] : []),
      ],
    });
  });
  const unique = handed.filter(
    (listener, index) =>
      handed.findIndex((one) => JSON.stringify(one.address) === JSON.stringify(listener.address)) === index,
  );
  const inner: Json = {
    name: `inner-${seed}`,
    internal_listener: {},
    filter_chains: [
      { name: 'inner-80', filter_chain_match: { destination_port: 80 }, filters: [managerOf(random, [name('one')])] },
      ...(random.chance(70)
        ? [
            {
              name: 'inner',
              filters: random.chance(50)
                ? [managerOf(random, [name('one'), name('two')])]
                : [proxyTo({ cluster: name('two') })],
            },
          ]
        : []),
    ],
  };
  return {
    seed,
    profile: 'network',
    listeners: [outer, ...unique, inner],
    clusters,
    requests: random.list(20, 20, () => networkRequest(random, own, `${name('sni')}.example`)),
  };
}

/** What carries filter state and metadata to an internal listener; here it carries none. */
const INTERNAL_UPSTREAM = extension(
  'envoy.transport_sockets.internal_upstream',
  'envoy.extensions.transport_sockets.internal_upstream.v3.InternalUpstreamTransport',
  {
    transport_socket: extension(
      'envoy.transport_sockets.raw_buffer',
      'envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer',
    ),
  },
);

function subsets(name: string): Json {
  const host = (last: number, stage: string): Json =>
    endpoint(SYMBOLIC.http1[0], { last, metadata: { 'envoy.lb': { stage } } });
  return {
    name,
    type: 'STATIC',
    lb_subset_config: { fallback_policy: 'NO_FALLBACK', subset_selectors: [{ keys: ['stage'] }] },
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [host(7, 'prod'), host(8, 'dev')] }] },
  };
}

function proxyProtocol(random: Random): Json {
  if (!random.chance(40)) return PROXY_PROTOCOL;
  return extension(
    'envoy.filters.listener.proxy_protocol',
    'envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol',
    { allow_requests_without_proxy_protocol: true },
  );
}

function disabledFor(random: Random, filter: Json): Json {
  if (!random.chance(40)) return filter;
  const range: Json = { destination_port_range: { start: 80, end: random.pick([81, 82]) } };
  return {
    ...filter,
    filter_disabled: random.pick<Json>([
      range,
      { not_match: range },
      { any_match: true },
      { or_match: { rules: [range, { destination_port_range: { start: 443, end: 444 } }] } },
    ]),
  };
}

function networkFilters(random: Random, clusters: readonly string[]): readonly Json[] {
  const rbac = random.chance(40)
    ? [
        extension('rbac', 'envoy.extensions.filters.network.rbac.v3.RBAC', {
          stat_prefix: 'n',
          rules: rbacRules(random, true),
        }),
      ]
    : [];
  const sni = random.chance(20) ? [extension('sni', 'envoy.extensions.filters.network.sni_cluster.v3.SniCluster')] : [];
  const state = random.chance(20)
    ? [
        extension('state', 'envoy.extensions.filters.network.set_filter_state.v3.Config', {
          on_new_connection: [
            {
              object_key: 'envoy.tcp_proxy.cluster',
              format_string: { text_format_source: { inline_string: random.pick(clusters) } },
            },
          ],
        }),
      ]
    : [];
  const last = random.chance(40) ? managerOf(random, clusters) : tcpProxyOf(random, clusters);
  return [...rbac, ...sni, ...state, last];
}

function proxyTo(value: Json): Json {
  return extension('envoy.filters.network.tcp_proxy', 'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy', {
    stat_prefix: 'proof',
    ...value,
  });
}

function tcpProxyOf(random: Random, clusters: readonly string[]): Json {
  const stage = random.pick(['prod', 'dev', 'none']);
  const metadata = { metadata_match: { filter_metadata: { 'envoy.lb': { stage } } } };
  if (random.chance(60))
    return proxyTo({ cluster: random.pick([...clusters, 'unknown']), ...(random.chance(60) ? metadata : {}) });
  const entries = random.list(1, 3, () => ({
    name: random.pick(clusters),
    weight: random.pick([1, 5, 50]),
    ...(random.chance(40) ? metadata : {}),
  }));
  return proxyTo({ weighted_clusters: { clusters: entries }, ...(random.chance(30) ? metadata : {}) });
}

function managerOf(random: Random, clusters: readonly string[]): Json {
  const upgrades = random
    .some(['websocket', 'CONNECT', 'other'], 2, 0)
    .map((type) => compact({ upgrade_type: type, enabled: random.chance(20) ? false : undefined }));
  const routes: Json[] = [
    {
      name: 'connect',
      match: { connect_matcher: {} },
      route: compact({
        cluster: clusters[0],
        upgrade_configs: random.chance(40) ? [{ upgrade_type: 'CONNECT' }] : undefined,
      }),
    },
    {
      name: 'ws',
      match: { prefix: '/ws' },
      route: compact({
        cluster: clusters[0],
        upgrade_configs: random.chance(40) ? [{ upgrade_type: 'websocket', enabled: random.chance(60) }] : undefined,
      }),
    },
    {
      name: 'original',
      match: { prefix: '/o' },
      route: { cluster: clusters.find((one) => one.endsWith('-original')) ?? clusters[0] ?? '' },
    },
    {
      name: 'internal',
      match: { prefix: '/i' },
      route: { cluster: clusters.find((one) => one.endsWith('-internal')) ?? clusters[0] ?? '' },
    },
    { name: 'rest', match: { prefix: '/' }, route: { cluster: random.pick(clusters) } },
  ];
  return connectionManager(
    {
      name: 'routes',
      virtual_hosts: [virtualHost('vh', ['*'], { routes: random.chance(75) ? routes : routes.slice(1) })],
    },
    upgrades.length === 0 ? {} : { upgrade_configs: upgrades },
  );
}

function networkRequest(random: Random, own: string, sniCluster: string): CaseRequest {
  const destination = random.pick([`${own}1`, `${own}1`, `${own}2`, `${own}3`, '127.0.0.1', '127.0.0.9']);
  const header = {
    source: random.pick(['10.0.0.1', '9.9.9.9', '192.168.1.4']),
    sourcePort: 5555,
    destination,
    destinationPort: random.pick([80, 81, 443]),
    ...(random.chance(20) ? { form: random.pick(['v2', 'local', 'unknown'] as const) } : {}),
  };
  const sent = random.chance(92) ? { proxy: header } : {};
  const tls = random.chance(35)
    ? { sni: random.pick(['a.example', sniCluster, '']), alpn: random.pick([[], ['h2', 'http/1.1'], ['http/1.1']]) }
    : undefined;
  if (random.chance(25) && tls === undefined) return { ...sent, bytes: 'hello' };
  const plain = {
    version: '1.1',
    method: 'GET',
    target: random.pick(['/', '/o', '/i', '/ws']),
    authority: 'a.example',
    headers: [],
  } as const;
  const upgrade = {
    ...plain,
    target: random.pick(['/ws', '/']),
    headers: [
      ['connection', 'upgrade'],
      ['upgrade', random.pick(['websocket', 'WebSocket', 'other'])],
    ],
  } as const;
  const connect = { ...plain, method: 'CONNECT', target: 'a.example:443', authority: 'a.example:443' } as const;
  const dice = random.int(100);
  return {
    ...sent,
    ...(tls === undefined ? {} : { tls }),
    http: dice < 15 && tls === undefined ? upgrade : dice < 30 && tls === undefined ? connect : plain,
  };
}
