import type { Random } from '../random.js';
import { headerMutations } from './mutations.js';
import { compact, extension, type Json } from './types.js';

/** What an action may refer to. */
export interface ActionOptions {
  readonly clusters: readonly string[];
  readonly forks: boolean;
  readonly rewrites: boolean;
  readonly redirects: boolean;
  readonly retries: boolean;
}

/** The action of a route with this match: the one member `route`, `redirect` or `direct_response`. */
export function routeAction(random: Random, match: Json, options: ActionOptions): Json {
  const dice = random.int(100);
  if (options.redirects && dice < 40) return { redirect: redirect(random, match) };
  if (dice < 50 && dice >= 40) return { direct_response: directResponse(random) };
  if (dice === 50) return { non_forwarding_action: {} };
  return { route: forward(random, match, options) };
}

function directResponse(random: Random): Json {
  const status = random.pick([200, 204, 301, 404, 418, 503]);
  return compact({
    status,
    body: status !== 204 && random.chance(50) ? { inline_string: 'direct' } : undefined,
  });
}

const isPath = (match: Json): boolean => 'path_match_policy' in match;

function redirect(random: Random, match: Json): Json {
  const path = random.pick(['none', 'path_redirect', 'prefix_rewrite', 'regex_rewrite'] as const);
  const scheme = random.pick(['none', 'none', 'https', 'scheme'] as const);
  return compact({
    host_redirect: random.chance(40) ? random.pick(['new.example', 'n.example:99', 'a.example']) : undefined,
    port_redirect: random.chance(25) ? random.pick([80, 443, 8443]) : undefined,
    https_redirect: scheme === 'https' ? true : undefined,
    scheme_redirect: scheme === 'scheme' ? random.pick(['http', 'https', 'ftp']) : undefined,
    path_redirect: path === 'path_redirect' ? random.pick(['/np', '/np?a=1', '/']) : undefined,
    prefix_rewrite: path === 'prefix_rewrite' && !isPath(match) ? random.pick(['/x', '/x/', '/', '/x?z=1']) : undefined,
    regex_rewrite: path === 'regex_rewrite' ? regexRewrite(random) : undefined,
    response_code: random.chance(50)
      ? random.pick(['MOVED_PERMANENTLY', 'FOUND', 'SEE_OTHER', 'TEMPORARY_REDIRECT', 'PERMANENT_REDIRECT'])
      : undefined,
    strip_query: random.chance(20) ? true : undefined,
  });
}

function regexRewrite(random: Random): Json {
  const [regex, substitution] = random.pick([
    ['/a', '/b'],
    ['^/([^/]+)/(.*)$', '/\\2/\\1'],
    ['a', '\\0\\0'],
    ['/nothing', '/z'],
    ['[ab]+', 'x'],
    ['/+', '/'],
  ] as const);
  return { pattern: { regex }, substitution };
}

function forward(random: Random, match: Json, { clusters, forks, rewrites, retries }: ActionOptions): Json {
  return compact({
    ...clusterSpecifier(random, clusters, forks),
    ...(rewrites ? pathRewrite(random, match) : {}),
    ...(rewrites ? hostRewrite(random) : {}),
    append_x_forwarded_host: rewrites && random.chance(20) ? true : undefined,
    timeout: random.chance(25) ? random.pick(['0s', '3s', '30s', '1.5s']) : undefined,
    max_grpc_timeout: random.chance(8) ? random.pick(['0s', '2s']) : undefined,
    priority: random.chance(10) ? 'HIGH' : undefined,
    retry_policy: retries && random.chance(50) ? retryPolicy(random) : undefined,
  });
}

function clusterSpecifier(random: Random, clusters: readonly string[], forks: boolean): Json {
  const dice = random.int(100);
  if (dice < 10)
    return compact({
      cluster_header: random.pick(['x-cluster', 'x-a']),
      cluster_not_found_response_code: random.chance(40)
        ? random.pick(['NOT_FOUND', 'INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE'])
        : undefined,
    });
  if (dice < 40) {
    const header = !forks || random.chance(50) ? 'x-w' : undefined;
    const entries = random.list(1, 3, (index) => ({
      ...(random.chance(10) ? { cluster_header: 'x-cluster' } : { name: random.pick(clusters) }),
      weight: random.pick([index === 0 ? 10 : 0, 1, 25, 50]),
      ...headerMutations(random, 25),
      ...(random.chance(12) ? { host_rewrite_literal: 'entry.example' } : {}),
    }));
    return { weighted_clusters: compact({ clusters: entries, header_name: header }) };
  }
  return { cluster: random.pick(clusters) };
}

function pathRewrite(random: Random, match: Json): Json {
  switch (random.int(6)) {
    case 0:
    case 1:
      return isPath(match) ? {} : { prefix_rewrite: random.pick(['/', '/x', '/x/', '/n?z=1', '/long/prefix/']) };
    case 2:
      return { regex_rewrite: regexRewrite(random) };
    case 3: {
      if (!isPath(match)) return {};
      const template = JSON.stringify(match);
      const rewritten = template.includes('{x}')
        ? '/n/{x}'
        : template.includes('{a}')
          ? '/n/{b}/{a}'
          : template.includes('{v}')
            ? '/q/{v}'
            : '/fixed';
      return {
        path_rewrite_policy: extension(
          'envoy.path.rewrite.uri_template.uri_template_rewriter',
          'envoy.extensions.path.rewrite.uri_template.v3.UriTemplateRewriteConfig',
          { path_template_rewrite: rewritten },
        ),
      };
    }
    default:
      return {};
  }
}

function hostRewrite(random: Random): Json {
  switch (random.int(9)) {
    case 0:
    case 1:
      return { host_rewrite_literal: random.pick(['lit.example', 'a.example', 'lit.example:81']) };
    case 2:
      return { host_rewrite_header: random.pick(['x-a', 'x-host']) };
    case 3:
      return {
        host_rewrite_path_regex: {
          pattern: { regex: random.pick(['^/([a-z]+).*$', '/.*', 'nothing']) },
          substitution: random.pick(['\\1', 'h']).replace('\\1', '\\0'),
        },
      };
    case 4:
      return { auto_host_rewrite: true };
    default:
      return {};
  }
}

/** `RetryPolicy`. */
export function retryPolicy(random: Random): Json {
  return compact({
    retry_on: random
      .some(
        [
          '5xx',
          'gateway-error',
          'connect-failure',
          'retriable-4xx',
          'reset',
          'retriable-status-codes',
          'refused-stream',
        ] as const,
        2,
        0,
      )
      .join(','),
    num_retries: random.chance(60) ? random.pick([0, 1, 2]) : undefined,
    retriable_status_codes: random.chance(30) ? [random.pick([404, 503, 418])] : undefined,
    retry_back_off: { base_interval: '0.001s', max_interval: '0.002s' },
  });
}
