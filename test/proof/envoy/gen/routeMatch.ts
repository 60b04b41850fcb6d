import type { Random } from '../random.js';
import { cookieMatcher, headerMatcher, pathSpecifier, queryMatcher } from './matchers.js';
import { somePath, type Recipe } from './recipe.js';
import { compact, type Json } from './types.js';

/** What a generator of matches may use. */
export interface MatchOptions {
  readonly headers: boolean;
  readonly query: boolean;
  readonly cookies: boolean;
  readonly fractions: boolean;
}

/** `RouteMatch`, with a request that should satisfy it. */
export function routeMatch(random: Random, options: MatchOptions): { readonly match: Json; readonly recipe: Recipe } {
  const path = pathSpecifier(random, somePath(random));
  const headers = options.headers && random.chance(50) ? random.list(1, 2, () => headerMatcher(random)) : [];
  const query = options.query && random.chance(35) ? random.list(1, 2, () => queryMatcher(random)) : [];
  const cookies = options.cookies && random.chance(25) ? random.list(1, 1, () => cookieMatcher(random)) : [];
  const grpc = options.headers && random.chance(8);
  const caseless = random.chance(15) && !('path_match_policy' in path.matcher) ? false : undefined;
  const match = compact({
    ...path.matcher,
    case_sensitive: caseless,
    headers: headers.length === 0 ? undefined : headers.map(({ matcher }) => matcher),
    query_parameters: query.length === 0 ? undefined : query.map(({ matcher }) => matcher),
    cookies: cookies.length === 0 ? undefined : cookies.map(({ matcher }) => matcher),
    grpc: grpc ? {} : undefined,
    runtime_fraction:
      options.fractions && random.chance(15)
        ? { default_value: { numerator: random.pick([0, 30, 50, 100]), denominator: 'HUNDRED' } }
        : undefined,
    tls_context: random.chance(5) ? { presented: random.chance(40) } : undefined,
  });
  const recipe: Recipe = {
    path: path.sample,
    query: query.map(({ parameter }) => parameter).filter((one) => one !== ''),
    lines: [
      ...headers.flatMap(({ lines }) => lines),
      ...cookies.flatMap(({ lines }) => lines),
      ...(grpc
        ? ([
            ['content-type', random.pick(['application/grpc', 'application/grpc+proto', 'application/grpc-web'])],
          ] as const)
        : []),
    ],
  };
  return { match, recipe };
}
