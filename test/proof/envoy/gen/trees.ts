import { isJsonObject } from '../../../../src/text/json/JsonValue.js';
import type { CaseRequest, Configuration } from '../Configuration.js';
import { randomOf, type Random } from '../random.js';
import { plainCluster } from './clusters.js';
import { connectionManager, HTTP_INSPECTOR, PROXY_PROTOCOL, TLS_INSPECTOR, virtualHost } from './listeners.js';
import { stringMatcher } from './matchers.js';
import { compact, extension, typed, type Json } from './types.js';

const IP = 'envoy.matching.matchers.ip';

/** What the trees of a place may ask, and what their actions are. */
interface TreeKind {
  readonly exact: readonly (readonly [input: Json, keys: readonly string[]])[];
  readonly ip: readonly Json[];
  readonly action: (random: Random) => Json;
}

/** `filter_chain_matcher`, `matcher` of a virtual host and of RBAC: exact and prefix maps, lists, addresses; nested, with and without `on_no_match`. */
export function treesCase(seed: number): Configuration {
  const random = randomOf(seed);
  const cluster = `c${seed}`;
  const chainNames = ['one', 'two', 'three'];
  const chains = chainNames.map((name): Json => ({ name, filters: [managerOf(random, cluster, name)] }));
  const kind: TreeKind = {
    exact: [
      [networkInput('DestinationPortInput'), ['80', '81', '443']],
      [networkInput('SourcePortInput'), ['5555', '5556']],
      [networkInput('TransportProtocolInput'), ['tls', 'raw_buffer']],
      [networkInput('ServerNameInput'), ['a.example', 'b.example', 'a']],
      [networkInput('ApplicationProtocolInput'), ["'h2','http/1.1'", "'http/1.1'", "'h2'"]],
      [networkInput('SourceTypeInput'), ['local']],
      [networkInput('SourceIPInput'), ['10.0.0.1', '9.9.9.9']],
      [networkInput('DirectSourceIPInput'), ['127.0.0.1', '10.0.0.1']],
      [networkInput('DestinationIPInput'), ['10.0.0.2', '192.168.1.7']],
    ],
    ip: [networkInput('SourceIPInput'), networkInput('DestinationIPInput'), networkInput('DirectSourceIPInput')],
    action: (own) => ({
      action: {
        name: 'go',
        typed_config: {
          '@type': 'type.googleapis.com/google.protobuf.StringValue',
          value: own.pick([...chainNames, 'missing']),
        },
      },
    }),
  };
  return {
    seed,
    profile: 'trees',
    listeners: [
      compact({
        name: `l${seed}`,
        listener_filters: [PROXY_PROTOCOL, TLS_INSPECTOR, ...(random.chance(60) ? [HTTP_INSPECTOR] : [])],
        filter_chain_matcher: tree(random, kind, 3),
        filter_chains: chains,
        default_filter_chain: random.chance(50)
          ? { name: 'default', filters: [managerOf(random, cluster, 'default')] }
          : undefined,
      }),
    ],
    clusters: [plainCluster(cluster)],
    requests: random.list(20, 20, () => treeRequest(random)),
  };
}

function networkInput(name: string): Json {
  return { name: 'input', typed_config: typed(`envoy.extensions.matching.common_inputs.network.v3.${name}`) };
}

function headerInput(name: string): Json {
  return {
    name: 'input',
    typed_config: typed('envoy.type.matcher.v3.HttpRequestHeaderMatchInput', { header_name: name }),
  };
}

function managerOf(random: Random, cluster: string, name: string): Json {
  const routeKind: TreeKind = {
    exact: [
      [headerInput('x-a'), ['a', 'b', 'a,b']],
      [headerInput(':path'), ['/a', '/a/b', '/']],
      [headerInput('host'), ['a.example', 'b.example']],
    ],
    ip: [],
    action: (own) =>
      own.chance(50)
        ? { action: { name: 'route', typed_config: typed('envoy.config.route.v3.Route', routeOf(own, cluster)) } }
        : {
            action: {
              name: 'list',
              typed_config: typed('envoy.config.route.v3.RouteList', {
                routes: own.list(1, 2, () => routeOf(own, cluster)),
              }),
            },
          },
  };
  const rbacKind: TreeKind = {
    exact: [
      [headerInput('x-b'), ['a', 'b']],
      [networkInput('DestinationPortInput'), ['80', '81']],
      [networkInput('SourceIPInput'), ['10.0.0.1', '9.9.9.9']],
      [{ name: 'i', typed_config: typed('envoy.extensions.matching.common_inputs.ssl.v3.UriSanInput') }, ['x']],
    ],
    ip: [networkInput('SourceIPInput'), networkInput('DirectSourceIPInput')],
    action: (own) => ({
      action: {
        name: 'act',
        typed_config: typed(
          'envoy.config.rbac.v3.Action',
          compact({ name: own.pick(['p one', 'p two']), action: own.pick([undefined, 'DENY', 'LOG']) }),
        ),
      },
    }),
  };
  const rbac = random.chance(35)
    ? [extension('rbac', 'envoy.extensions.filters.http.rbac.v3.RBAC', { matcher: tree(random, rbacKind, 2) })]
    : [];
  const host = random.chance(70)
    ? { matcher: tree(random, routeKind, 2) }
    : { routes: [{ name: 'plain', match: { prefix: '/' }, route: { cluster } }] };
  return connectionManager({ name, virtual_hosts: [virtualHost(`vh-${name}`, ['*'], host)] }, {}, rbac);
}

function routeOf(random: Random, cluster: string): Json {
  return {
    name: `r${random.int(100)}`,
    match: compact({
      prefix: random.pick(['/', '/a', '/x']),
      headers: random.chance(30) ? [{ name: 'x-b', string_match: { exact: 'b' } }] : undefined,
    }),
    ...(random.chance(70) ? { route: { cluster } } : { direct_response: { status: 418 } }),
  };
}

/** `xds.type.matcher.v3.Matcher`. */
function tree(random: Random, kind: TreeKind, depth: number): Json {
  return compact({
    ...branches(random, kind, depth),
    on_no_match: random.chance(40) ? onMatch(random, kind, depth - 1) : undefined,
  });
}

function onMatch(random: Random, kind: TreeKind, depth: number): Json {
  return depth > 0 && random.chance(40) ? { matcher: tree(random, kind, depth - 1) } : kind.action(random);
}

function branches(random: Random, kind: TreeKind, depth: number): Json {
  const dice = random.int(10);
  if (dice < 3) {
    return {
      matcher_list: {
        matchers: random.list(1, 3, () => ({
          predicate: predicate(random, kind, 2),
          on_match: onMatch(random, kind, depth - 1),
        })),
      },
    };
  }
  if (dice < 5 && kind.ip.length > 0) {
    const ranges = [
      ['10.0.0.0', 8],
      ['10.0.0.1', 32],
      ['0.0.0.0', 0],
      ['192.168.0.0', 16],
      ['9.0.0.0', 8],
    ] as const;
    return {
      matcher_tree: {
        input: random.pick(kind.ip),
        custom_match: {
          name: IP,
          typed_config: typed('xds.type.matcher.v3.IPMatcher', {
            range_matchers: random.some(ranges, 3, 1).map(([address, length]) => ({
              ranges: [{ address_prefix: address, prefix_len: length }],
              on_match: onMatch(random, kind, depth - 1),
              ...(random.chance(20) ? { exclusive: true } : {}),
            })),
          }),
        },
      },
    };
  }
  const [input, keys] = random.pick(kind.exact);
  const map = Object.fromEntries(random.some(keys, 3, 1).map((key) => [key, onMatch(random, kind, depth - 1)]));
  return { matcher_tree: { input, [random.chance(70) ? 'exact_match_map' : 'prefix_match_map']: { map } } };
}

function predicate(random: Random, kind: TreeKind, depth: number): Json {
  const dice = random.int(depth > 0 ? 7 : 4);
  if (dice === 4) return { not_matcher: predicate(random, kind, depth - 1) };
  if (dice >= 5)
    return {
      [dice === 5 ? 'and_matcher' : 'or_matcher']: {
        predicate: random.list(2, 3, () => predicate(random, kind, depth - 1)),
      },
    };
  const [input, keys] = random.pick(kind.exact);
  return { single_predicate: { input, value_match: withEngine(stringMatcher(random, keys).matcher) } };
}

function treeRequest(random: Random): CaseRequest {
  const proxy = {
    source: random.pick(['10.0.0.1', '10.2.0.1', '9.9.9.9', '192.168.1.7']),
    sourcePort: random.pick([5555, 5556]),
    destination: random.pick(['10.0.0.2', '10.0.0.1', '192.168.1.7', '8.8.8.8']),
    destinationPort: random.pick([80, 81, 443, 8080]),
  };
  const tls = random.chance(15)
    ? {
        sni: random.pick(['a.example', 'b.example', 'ab.example', '']),
        alpn: random.pick([[], ['h2', 'http/1.1'], ['http/1.1']]),
      }
    : undefined;
  const headers = [
    ...(random.chance(60) ? ([['x-a', random.pick(['a', 'b', 'ab'])]] as const) : []),
    ...(random.chance(15) ? ([['x-a', 'b']] as const) : []),
    ...(random.chance(50) ? ([['x-b', random.pick(['a', 'b'])]] as const) : []),
  ];
  const http = {
    version: '1.1',
    method: 'GET',
    target: random.pick(['/', '/a', '/a/b', '/x']),
    authority: random.pick(['a.example', 'b.example']),
    headers,
  } as const;
  return { proxy, ...(tls === undefined ? {} : { tls }), http };
}

/** The matcher of xDS wants its engine named. */
function withEngine(matcher: Json): Json {
  const { safe_regex: regex } = matcher;
  return isJsonObject(regex) ? { ...matcher, safe_regex: { ...regex, google_re2: {} } } : matcher;
}
