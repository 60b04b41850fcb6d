import type { CookieMatcher, QueryParameterMatcher } from '../../../envoy/model/HeaderMatcher.js';
import type { Route, RouteConfiguration, RouteMatch } from '../../../envoy/model/Route.js';
import { evaluateRoute } from '../../../envoy/route/evaluateRoute.js';
import { headerValues } from '../../../envoy/http/headers.js';
import { matchCookie } from '../../../envoy/route/match/matchCookie.js';
import { matchPath } from '../../../envoy/route/match/matchPath.js';
import { matchQueryParameter } from '../../../envoy/route/match/matchQueryParameter.js';
import { truthOf } from '../../../logic/Truth.js';
import { isGrpcRequest } from '../../../envoy/http/isGrpcRequest.js';
import { firstThat, type Attempt } from './Attempt.js';
import type { Change } from './Change.js';
import { meetHeader } from './meetHeader.js';
import { sampleRegex } from './sampleRegex.js';
import { samplesOf } from './samplesOf.js';

/** A request that a route's `match` takes for certain; undefined where no client can make it one, or how is not known. */
export function meetRoute(attempt: Attempt, route: Route, config: RouteConfiguration): Attempt | undefined {
  const { match } = route;
  const steps: readonly ((current: Attempt) => Attempt | undefined)[] = [
    (current) => meetPath(current, match, config.ignorePathParametersInPathMatching),
    (current) => (match.grpc ? meetGrpc(current) : current),
    ...match.headers.map((matcher) => (current: Attempt) => meetHeader(current, matcher)),
    ...match.queryParameters.map((matcher) => (current: Attempt) => meetQuery(current, matcher)),
    ...match.cookies.map((matcher) => (current: Attempt) => meetCookie(current, matcher)),
  ];
  const met = steps.reduce<Attempt | undefined>((current, step) => current && step(current), attempt);
  if (met === undefined) return undefined;
  const { truth, probability } = evaluateRoute(route, met.context, config);
  return truth === 'yes' && probability === 1 ? met : undefined;
}

function meetPath(attempt: Attempt, match: RouteMatch, ignoresParameters: boolean): Attempt | undefined {
  const query = queryOf(attempt.context.request.path);
  const proposals: readonly Change[] =
    match.path.kind === 'connect_matcher'
      ? []
      : samplePaths(match.path)
          .filter((path) => path.startsWith('/'))
          .flatMap((path) => [`${path}${query}`, path])
          .map((value) => ({ kind: ':path', value }));
  return firstThat(attempt, proposals, (context) => matchPath(match, context, ignoresParameters).truth, 'yes');
}

function samplePaths(path: Exclude<RouteMatch['path'], { readonly kind: 'connect_matcher' }>): readonly string[] {
  switch (path.kind) {
    case 'prefix':
    case 'path':
    case 'path_separated_prefix':
      return [path.value];
    case 'safe_regex':
    case 'ecmascript': {
      const sample = sampleRegex(path.value);
      return sample === undefined ? [] : [sample];
    }
    case 'uri_template':
      return [path.value.replace(/\{(?:\w+=([^}]*)|\w+)\}/g, (_, inner?: string) => inner ?? '*').replace(/\*+/g, 'x')];
    case 'unsupported':
      return [];
  }
}

function meetGrpc(attempt: Attempt): Attempt | undefined {
  const change: Change = { kind: 'header', name: 'content-type', value: 'application/grpc' };
  return firstThat(attempt, [change], ({ request }) => truthOf(isGrpcRequest(request)), 'yes');
}

function meetQuery(attempt: Attempt, matcher: QueryParameterMatcher): Attempt | undefined {
  const { path } = attempt.context.request;
  const query = queryOf(path);
  const bare = path.slice(0, path.length - query.length);
  const others = query
    .slice(1)
    .split('&')
    .filter((one) => one !== '' && one !== matcher.name && !one.startsWith(`${matcher.name}=`));
  const { specifier } = matcher;
  const values = specifier.kind === 'string_match' ? samplesOf(specifier.matcher) : ['1'];
  const wanted = [undefined, ...values.filter((value) => /^[!$'()*+,\-.\/:;@\w~]*$/.test(value))];
  const proposals = wanted.map((value): Change => {
    const parameters = value === undefined ? others : [...others, `${matcher.name}=${value}`];
    return { kind: ':path', value: parameters.length === 0 ? bare : `${bare}?${parameters.join('&')}` };
  });
  return firstThat(attempt, proposals, ({ request }) => matchQueryParameter(matcher, request).truth, 'yes');
}

function meetCookie(attempt: Attempt, matcher: CookieMatcher): Attempt | undefined {
  const others = headerValues(attempt.context.request, 'cookie')
    .flatMap((line) => line.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '' && !pair.startsWith(`${matcher.name}=`));
  const values = [undefined, ...samplesOf(matcher.matcher), 'other'];
  const proposals = values.map((value): Change => {
    const pairs = value === undefined ? others : [...others, `${matcher.name}=${value}`];
    return { kind: 'header', name: 'cookie', value: pairs.length === 0 ? undefined : pairs.join('; ') };
  });
  return firstThat(attempt, proposals, ({ request }) => matchCookie(matcher, request).truth, 'yes');
}

/** `?x=1`, '' without a query. */
function queryOf(path: string): string {
  const at = path.indexOf('?');
  return at < 0 ? '' : path.slice(at);
}
