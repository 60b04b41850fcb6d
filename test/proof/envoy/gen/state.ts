import type { CaseRequest, Configuration, HeaderLine } from '../Configuration.js';
import { SYMBOLIC } from '../bed/bootstrap.js';
import { randomOf, type Random } from '../random.js';
import { anyHttp1, endpoint, plainCluster } from './clusters.js';
import { connectionManager, downstreamTls, PROXY_PROTOCOL, TLS_INSPECTOR, virtualHost } from './listeners.js';
import { headerMatcher, stringMatcher } from './matchers.js';
import { compact, extension, nameOf, type Json } from './types.js';

/** Filter state and dynamic metadata, as filters set them and routes and policies read them; hash policies, mirrors, formatters. */
export function stateCase(seed: number, newest: boolean): Configuration {
  const random = randomOf(seed);
  const name = (text: string): string => `c${seed}-${text}`;
  const clusters: readonly Json[] = [
    plainCluster(name('one'), anyHttp1(random)),
    hashed(random, name('hashed')),
    plainCluster(name('named'), anyHttp1(random), { type: 'LOGICAL_DNS' }),
    plainCluster(name('dead'), SYMBOLIC.dead[0]),
  ];
  const names = clusters.map((one) => nameOf(one));
  const routes = random.list(3, 6, (index): Json => ({
    name: `r${index}`,
    match: compact({
      prefix: random.pick(['/', '/a', '/a', '/b']),
      filter_state: random.chance(50) ? [filterState(random)] : undefined,
      dynamic_metadata: random.chance(30) ? [metadataMatcher(random)] : undefined,
    }),
    route: compact({
      cluster: random.pick(names.slice(0, 3)),
      hash_policy: random.chance(70) ? random.list(1, 2, () => hashPolicy(random)) : undefined,
      request_mirror_policies: random.chance(35) ? [{ cluster: random.pick(names) }] : undefined,
      ...(newest ? formatters(random) : {}),
    }),
    request_headers_to_add: random.chance(40) ? [{ header: { key: 'x-state', value: random.pick(VALUES) } }] : [],
  }));
  const filters = [
    ...(random.chance(70) ? [setMetadata(random)] : []),
    ...(random.chance(60) ? [setStateOfRequest()] : []),
    ...(random.chance(70)
      ? [extension('rbac', 'envoy.extensions.filters.http.rbac.v3.RBAC', { rules: rules(random) })]
      : []),
  ];
  const manager = connectionManager(
    { name: name('routes'), virtual_hosts: [virtualHost('vh', ['*'], { routes })] },
    { generate_request_id: false },
    filters,
  );
  const chain = (rest: Json): Json => ({ ...rest, filters: [setStateOfConnection(random), manager] });
  return {
    seed,
    profile: 'state',
    listeners: [
      {
        name: `l${seed}`,
        listener_filters: [PROXY_PROTOCOL, TLS_INSPECTOR],
        filter_chains: [
          chain({
            name: 'tls',
            filter_chain_match: { transport_protocol: 'tls' },
            transport_socket: downstreamTls({ trusted: true }),
          }),
          chain({ name: 'plain' }),
        ],
      },
    ],
    clusters,
    requests: random.list(20, 20, () => stateRequest(random)),
  };
}

const VALUES = [
  '%FILTER_STATE(proof.one:PLAIN)%',
  '%FILTER_STATE(proof.port:PLAIN)%',
  '%FILTER_STATE(proof.none:PLAIN)%',
  '%FILTER_STATE(proof.header:PLAIN)%',
  '%DYNAMIC_METADATA(proof:k)%',
  '%DYNAMIC_METADATA(proof:n)%',
  '%DYNAMIC_METADATA(proof:none)%',
] as const;

/** Several hosts, of which a hash picks one. */
function hashed(random: Random, name: string): Json {
  const hosts = [1, 2, 3].map((last) => endpoint(SYMBOLIC.http1[0], { last }));
  return {
    name,
    type: 'STATIC',
    lb_policy: random.pick(['RING_HASH', 'MAGLEV', 'ROUND_ROBIN']),
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: hosts }] },
  };
}

function text(value: string): Json {
  return { format_string: { text_format_source: { inline_string: value } } };
}

function setStateOfConnection(random: Random): Json {
  const values = [
    ['proof.one', random.pick(['one', 'two'])],
    ['proof.port', '%DOWNSTREAM_LOCAL_PORT%'],
    ['proof.sni', '%REQUESTED_SERVER_NAME%'],
  ] as const;
  return extension('state', 'envoy.extensions.filters.network.set_filter_state.v3.Config', {
    on_new_connection: random
      .some(values, 3, 1)
      .map(([key, value]) => ({ object_key: key, factory_key: 'envoy.string', ...text(value) })),
  });
}

function setStateOfRequest(): Json {
  return extension('request-state', 'envoy.extensions.filters.http.set_filter_state.v3.Config', {
    on_request_headers: [{ object_key: 'proof.header', factory_key: 'envoy.string', ...text('%REQ(x-a)%') }],
  });
}

function setMetadata(random: Random): Json {
  return extension('set-metadata', 'envoy.extensions.filters.http.set_metadata.v3.Config', {
    metadata: [
      {
        metadata_namespace: 'proof',
        value: { k: random.pick(['v', 'w']), n: random.pick([1, 2]), yes: true, list: ['a', 'b'], deep: { k: 'v' } },
      },
    ],
  });
}

function filterState(random: Random): Json {
  const [key, values] = random.pick([
    ['proof.one', ['one', 'two', 'on']],
    ['proof.port', ['80', '81', '8']],
    ['proof.sni', ['a.example', 'b.example', '-']],
    ['proof.none', ['x']],
  ] as const);
  return { key, string_match: stringMatcher(random, values).matcher };
}

function metadataMatcher(random: Random): Json {
  const value = random.pick<Json>([
    { string_match: { exact: 'v' } },
    { string_match: { prefix: 'w' } },
    { present_match: true },
    { double_match: { exact: 1 } },
    { double_match: { range: { start: 1, end: 2 } } },
    { bool_match: true },
    { null_match: {} },
    { list_match: { one_of: { string_match: { exact: 'a' } } } },
    { or_match: { value_matchers: [{ string_match: { exact: 'v' } }, { bool_match: true }] } },
  ]);
  const path = random.pick([['k'], ['k'], ['n'], ['yes'], ['list'], ['deep', 'k'], ['none']] as const);
  return compact({
    filter: random.chance(90) ? 'proof' : 'nobody',
    path: path.map((key) => ({ key })),
    value,
    invert: random.chance(30) ? true : undefined,
  });
}

function rules(random: Random): Json {
  const policy = (): Json => ({
    permissions: random.list(1, 2, () =>
      random.pick<Json>([{ any: true }, { metadata: metadataMatcher(random) }, { metadata: metadataMatcher(random) }]),
    ),
    principals: random.list(1, 2, () =>
      random.pick<Json>([
        { any: true },
        { filter_state: filterState(random) },
        { metadata: metadataMatcher(random) },
        { header: headerMatcher(random, ['x-a', 'x-b']).matcher },
      ]),
    ),
  });
  return {
    action: random.pick(['ALLOW', 'DENY']),
    policies: Object.fromEntries(random.list(1, 3, (index) => [`p${index}`, policy()] as const)),
  };
}

function hashPolicy(random: Random): Json {
  return random.pick<Json>([
    { header: { header_name: 'x-hash' } },
    { cookie: { name: 'session' } },
    { cookie: { name: 'made', ttl: '0s' } },
    { connection_properties: { source_ip: true } },
    { query_parameter: { name: 'q' } },
    { filter_state: { key: 'proof.one' } },
  ]);
}

/** Since 1.37. */
function formatters(random: Random): Json {
  return compact({
    path_rewrite: random.chance(25) ? random.pick(['/f/%REQ(x-a)%', '/fixed', '%REQ(:path)%x']) : undefined,
    host_rewrite: random.chance(25) ? random.pick(['%REQ(x-a)%.example', 'h-%PROTOCOL%']) : undefined,
  });
}

function stateRequest(random: Random): CaseRequest {
  const proxy = {
    source: random.pick(['10.0.0.1', '9.9.9.9']),
    sourcePort: 5555,
    destination: '192.168.1.7',
    destinationPort: random.pick([80, 81, 443]),
  };
  const tls = random.chance(30) ? { sni: random.pick(['a.example', 'b.example', '']), alpn: [] } : undefined;
  const headers: HeaderLine[] = [];
  if (random.chance(60)) headers.push(['x-a', random.pick(['a', 'b', 'ab'])]);
  if (random.chance(40)) headers.push(['x-b', random.pick(['a', 'b'])]);
  if (random.chance(50)) headers.push(['x-hash', random.pick(['1', '2', '3'])]);
  if (random.chance(40)) headers.push(['cookie', random.pick(['session=1', 'session=2; made=x', 'other=1'])]);
  const target = `${random.pick(['/', '/a', '/a/b', '/b'])}${random.pick(['', '', '?q=1', '?q=2&r'])}`;
  const http = { version: '1.1', method: 'GET', target, authority: 'a.example', headers } as const;
  return { proxy, ...(tls === undefined ? {} : { tls }), http };
}
