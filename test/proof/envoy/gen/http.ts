import type { CaseRequest, Configuration, HeaderLine } from '../Configuration.js';
import { SYMBOLIC } from '../bed/bootstrap.js';
import { randomOf, type Random } from '../random.js';
import { routeAction, retryPolicy } from './actions.js';
import { anyHttp1, endpoint, HTTP2_UPSTREAM, plainCluster } from './clusters.js';
import { httpFilters, perFilterConfig, type FilterKind } from './filters.js';
import { connectionManager, PROXY_PROTOCOL, virtualHost } from './listeners.js';
import { headerMutations } from './mutations.js';
import { hostFor, requestNear, type Recipe } from './recipe.js';
import { routeMatch } from './routeMatch.js';
import { compact, nameOf, type Json } from './types.js';

/** What a configuration of HTTP is about. */
export interface HttpFocus {
  readonly profile: string;
  readonly normalise: boolean;
  readonly domains: boolean;
  readonly headers: boolean;
  readonly rewrites: boolean;
  readonly redirects: boolean;
  readonly mutations: boolean;
  readonly retries: boolean;
  readonly forks: boolean;
  readonly filters: readonly FilterKind[];
  /** Fields of Envoy 1.37 and later too. */
  readonly newest: boolean;
}

const DOMAINS = [
  'a.example',
  '*.example',
  '*.c.example',
  'x.c.example',
  'a.example:8080',
  'foo-*',
  'foo*',
  'd.*',
  '*',
  '*.org',
  '*-bar.test',
  'A.b.example',
  'a.example.',
  '*ample',
  'c.example:*',
] as const;

/** One listener with one connection manager, its routes and filters as the focus says. */
export function httpCase(seed: number, focus: HttpFocus): Configuration {
  const random = randomOf(seed);
  const name = (text: string): string => `c${seed}-${text}`;
  const clusters: readonly Json[] = [
    plainCluster(name('one'), anyHttp1(random)),
    plainCluster(name('two'), anyHttp1(random)),
    ...(random.chance(30) ? [plainCluster(name('h2'), SYMBOLIC.http2[0], HTTP2_UPSTREAM)] : []),
    ...(random.chance(30)
      ? [
          {
            ...plainCluster(name('named')),
            load_assignment: {
              cluster_name: name('named'),
              endpoints: [{ lb_endpoints: [endpoint(anyHttp1(random), { hostname: 'ep.example' })] }],
            },
          },
        ]
      : []),
    ...(random.chance(20) ? [plainCluster(name('dead'), SYMBOLIC.dead[0])] : []),
    ...(random.chance(10) ? [{ name: name('empty'), type: 'STATIC' }] : []),
  ];
  const clusterNames = clusters.map((one) => nameOf(one));
  const recipes: { readonly domain: string; readonly recipe: Recipe }[] = [];
  const domains = focus.domains ? [...random.some(DOMAINS, 7, 2)] : ['*'];
  const hosts: Json[] = [];
  while (domains.length > 0) {
    const own = domains.splice(0, 1 + random.int(2));
    const matches = random.list(1, focus.domains ? 2 : 5, () =>
      routeMatch(random, {
        headers: focus.headers,
        query: focus.headers,
        cookies: focus.headers && focus.newest,
        fractions: focus.forks,
      }),
    );
    const routes = matches.map(({ match, recipe }, index): Json => {
      recipes.push({ domain: random.pick(own), recipe });
      return {
        name: `r${hosts.length}-${index}`,
        match,
        ...routeAction(random, match, {
          clusters: clusterNames,
          forks: focus.forks,
          rewrites: focus.rewrites,
          redirects: focus.redirects,
          retries: focus.retries,
        }),
        ...(focus.mutations ? headerMutations(random, 40) : {}),
        ...perFilterConfig(random, focus.filters, focus.forks, 30),
      };
    });
    if (random.chance(40))
      routes.push({
        name: `r${hosts.length}-rest`,
        match: { prefix: '/' },
        route: { cluster: random.pick(clusterNames) },
      });
    const tls = focus.domains && random.chance(8) ? { require_tls: random.pick(['ALL', 'EXTERNAL_ONLY', 'NONE']) } : {};
    hosts.push(
      virtualHost(
        `vh${hosts.length}`,
        own,
        compact({
          routes,
          ...tls,
          ...(focus.mutations ? headerMutations(random, 30) : {}),
          ...perFilterConfig(random, focus.filters, focus.forks, 20),
          retry_policy: focus.retries && random.chance(20) ? retryPolicy(random) : undefined,
          include_request_attempt_count: focus.mutations && random.chance(20) ? true : undefined,
        }),
      ),
    );
  }
  const routeConfig = compact({
    name: name('routes'),
    virtual_hosts: hosts,
    validate_clusters: false,
    ...(focus.mutations ? headerMutations(random, 30) : {}),
    ...perFilterConfig(random, focus.filters, focus.forks, 10),
    most_specific_header_mutations_wins: focus.mutations && random.chance(30) ? true : undefined,
    ignore_port_in_host_matching: focus.domains && random.chance(25) ? true : undefined,
    ignore_path_parameters_in_path_matching: random.chance(12) ? true : undefined,
    vhost_header: focus.domains && focus.newest && random.chance(5) ? 'x-vh' : undefined,
  });
  const manager = connectionManager(
    routeConfig,
    managerOptions(random, focus),
    httpFilters(random, focus.filters, focus.forks),
  );
  const listener: Json = {
    name: `l${seed}`,
    listener_filters: [PROXY_PROTOCOL],
    filter_chains: [{ name: 'only', filters: [manager] }],
  };
  return {
    seed,
    profile: focus.profile,
    listeners: [listener],
    clusters,
    requests: random.list(20, 20, () => httpRequest(random, focus, recipes, clusterNames)),
  };
}

function managerOptions(random: Random, { normalise, domains }: HttpFocus): Json {
  const some = (percent: number): true | undefined => (random.chance(percent) ? true : undefined);
  const strip = random.int(100);
  return compact({
    generate_request_id: random.chance(50) ? false : undefined,
    ...(normalise
      ? {
          normalize_path: some(50),
          merge_slashes: some(40),
          path_with_escaped_slashes_action: random.chance(50)
            ? random.pick(['KEEP_UNCHANGED', 'REJECT_REQUEST', 'UNESCAPE_AND_REDIRECT', 'UNESCAPE_AND_FORWARD'])
            : undefined,
          use_remote_address: some(40),
          xff_num_trusted_hops: random.chance(40) ? random.pick([1, 2]) : undefined,
          skip_xff_append: some(20),
          append_x_forwarded_port: some(20),
          internal_address_config: random.chance(40)
            ? { cidr_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }] }
            : undefined,
          http_protocol_options: random.chance(30)
            ? compact({ accept_http_10: some(70), allow_absolute_url: random.chance(30) ? false : undefined })
            : undefined,
          via: random.chance(20) ? 'via-proof' : undefined,
          preserve_external_request_id: some(20),
        }
      : {}),
    ...(domains || normalise
      ? {
          strip_any_host_port: strip < 20 ? true : undefined,
          strip_matching_host_port: strip >= 20 && strip < 40 ? true : undefined,
          strip_trailing_host_dot: some(25),
        }
      : {}),
  });
}

const ADDRESSES = ['10.0.0.1', '10.1.2.3', '192.168.1.1', '8.8.8.8', '9.9.9.9'] as const;

function httpRequest(
  random: Random,
  focus: HttpFocus,
  recipes: readonly { readonly domain: string; readonly recipe: Recipe }[],
  clusters: readonly string[],
): CaseRequest {
  const { domain, recipe } = random.pick(recipes);
  const near = requestNear(random, recipe, hostFor(random, domain));
  const extra: HeaderLine[] = [];
  const maybe = (percent: number, name: string, values: readonly string[]): void => {
    if (random.chance(percent)) extra.push([name, random.pick(values)]);
  };
  maybe(30, 'x-cluster', [...clusters, 'nothing', '']);
  maybe(40, 'x-w', ['0', '9', '10', '24', '25', '49', '50', '99', '100', 'foo', '']);
  maybe(15, 'x-host', ['hdr.example', '']);
  if (focus.retries) maybe(60, 'x-echo', ['503', '500', '404', '409', '418', 'close', '502', '200']);
  if (focus.retries) maybe(15, 'x-envoy-max-retries', ['1', '2']);
  if (focus.filters.includes('fault')) {
    maybe(15, 'x-envoy-fault-abort-request', ['503', '999', '404']);
    maybe(8, 'x-envoy-fault-abort-request-percentage', ['0', '100']);
    maybe(10, 'x-envoy-downstream-service-node', ['n1', 'n2']);
  }
  if (focus.filters.includes('cors')) {
    maybe(60, 'origin', ['http://o.example', 'http://p.example', 'http://q.example']);
    maybe(40, 'access-control-request-method', ['GET', '', 'PUT']);
  }
  if (focus.normalise) {
    maybe(35, 'x-forwarded-for', [
      '1.1.1.1',
      '10.0.0.2',
      '1.1.1.1, 10.0.0.2',
      '1.1.1.1,2.2.2.2,3.3.3.3',
      'foo',
      '10.0.0.1',
    ]);
    maybe(25, 'x-forwarded-proto', ['http', 'https', 'HTTPS', 'ftp', '']);
    maybe(10, 'x-envoy-internal', ['true', 'false']);
    maybe(10, 'x-envoy-upstream-rq-timeout-ms', ['500', '0']);
    maybe(10, 'x-envoy-external-address', ['7.7.7.7']);
    maybe(10, 'x-request-id', ['11111111-1111-4111-9111-111111111111']);
    maybe(10, 'te', ['trailers', 'gzip']);
    maybe(10, 'x-forwarded-host', ['old.example']);
    maybe(10, 'x-forwarded-port', ['81']);
    maybe(10, 'x-forwarded-client-cert', ['By=a']);
    maybe(6, 'forwarded', ['for=1.1.1.1']);
  }
  if (focus.domains) maybe(10, 'x-vh', ['a.example', 'd.org', 'nothing']);
  maybe(6, 'content-type', ['application/grpc', 'application/json']);
  maybe(6, 'grpc-timeout', ['5S', '100m']);
  const sent = { ...near, headers: [...near.headers, ...extra] };
  const http = near.version === '2' ? forHttp2(sent) : withTarget(random, focus, sent, clusters);
  const proxy = {
    source: random.pick(ADDRESSES),
    sourcePort: 5555,
    destination: random.pick(['10.0.0.1', '192.168.1.7']),
    destinationPort: random.pick([80, 81, 443]),
  };
  return { proxy, http };
}

/** What Node.js sends over HTTP/2: no name twice, nothing of the connection. */
function forHttp2(http: NonNullable<CaseRequest['http']>): NonNullable<CaseRequest['http']> {
  const lines = new Map(http.headers.map(([name, value]) => [name.toLowerCase(), value.trim()]));
  lines.delete('te');
  return { ...http, headers: [...lines] };
}

/** Other forms of HTTP/1 requests, where normalisation is asked about. */
function withTarget(
  random: Random,
  { normalise }: HttpFocus,
  http: NonNullable<CaseRequest['http']>,
  clusters: readonly string[],
): NonNullable<CaseRequest['http']> {
  if (!normalise) return http;
  switch (random.int(14)) {
    case 0:
      return {
        ...http,
        target: `${random.pick(['http', 'https', 'HTTP'])}://${random.pick(['abs.example', 'abs.example:81', 'a.example'])}${random.chance(80) ? http.target : ''}`,
      };
    case 1:
      return { ...http, version: '1.0' };
    case 2:
      return { version: http.version, method: http.method, target: http.target, headers: http.headers };
    case 3:
      return { ...http, target: random.pick(['*', 'nopath', '/a b', '/%', '//', '/..', '/%00', '/a?b?c', '/?']) };
    case 4:
      // The HTTP/2 upstream of the bed takes no empty authority.
      return clusters.some((name) => name.endsWith('-h2')) ? http : { ...http, authority: '' };
    default:
      return http;
  }
}
