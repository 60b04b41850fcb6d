import type { CookieMatcher, HeaderMatcher, QueryParameterMatcher } from '../../../../src/envoy/model/HeaderMatcher.js';
import type { RequestContext } from '../../../../src/envoy/model/RequestContext.js';
import type { Route, RouteConfiguration } from '../../../../src/envoy/model/Route.js';
import type { RouteAction } from '../../../../src/envoy/model/RouteAction.js';
import { isGrpcRequest } from '../../../../src/envoy/http/isGrpcRequest.js';
import { matchCookie } from '../../../../src/envoy/route/match/matchCookie.js';
import { matchFilterState } from '../../../../src/envoy/route/match/matchFilterState.js';
import { matchHeader } from '../../../../src/envoy/route/match/matchHeader.js';
import { matchMetadata } from '../../../../src/envoy/route/match/matchMetadata.js';
import { matchPath } from '../../../../src/envoy/route/match/matchPath.js';
import { matchQueryParameter } from '../../../../src/envoy/route/match/matchQueryParameter.js';
import { matchTlsContext } from '../../../../src/envoy/route/match/matchTlsContext.js';
import { truthOf } from '../../../../src/logic/Truth.js';
import { asked, met, type Feature } from './Feature.js';

/** Every matcher of a route that was tried, on its own. */
export function matchFeatures(
  { match }: Route,
  context: RequestContext,
  { ignorePathParametersInPathMatching }: RouteConfiguration,
): readonly Feature[] {
  const { request } = context;
  return [
    ...asked(`path ${match.path.kind}`, matchPath(match, context, ignorePathParametersInPathMatching).truth),
    ...(match.caseSensitive
      ? []
      : asked('path, ignoring case', matchPath(match, context, ignorePathParametersInPathMatching).truth)),
    ...match.headers.flatMap((one) => headerFeatures('header', one, context)),
    ...match.queryParameters.flatMap((one) => asked(`query ${kindOf(one)}`, matchQueryParameter(one, request).truth)),
    ...match.cookies.flatMap((one) => asked(`cookie ${kindOf(one)}`, matchCookie(one, request).truth)),
    ...(match.grpc ? asked('grpc', truthOf(isGrpcRequest(request))) : []),
    ...(match.tlsContext === undefined ? [] : asked('tls_context', matchTlsContext(match.tlsContext, context).truth)),
    ...match.dynamicMetadata.flatMap((one) =>
      asked(`dynamic_metadata ${one.value.kind}`, matchMetadata(one, context.dynamicMetadata).truth),
    ),
    ...match.filterState.flatMap((one) => asked('filter_state', matchFilterState(one, context.filterState).truth)),
  ];
}

/** A header matcher, with what it compares, and whether it inverts. */
function headerFeatures(what: string, matcher: HeaderMatcher, context: RequestContext): readonly Feature[] {
  const { truth } = matchHeader(matcher, context, what === 'header' ? 'route' : 'rbac');
  return [
    ...asked(`${what} ${kindOf(matcher)}`, truth),
    ...(matcher.invertMatch ? asked(`${what}, inverted`, truth) : []),
    ...(matcher.treatMissingHeaderAsEmpty ? asked(`${what}, missing as empty`, truth) : []),
  ];
}

function kindOf(matcher: HeaderMatcher | QueryParameterMatcher | CookieMatcher): string {
  if (!('specifier' in matcher)) return matcher.matcher.kind;
  const { specifier } = matcher;
  return specifier.kind === 'string_match' ? specifier.matcher.kind : specifier.kind;
}

/** What the chosen route does. */
export function actionFeatures(action: RouteAction): readonly Feature[] {
  const own = met(`action ${action.kind}`);
  if (action.kind === 'redirect') return [...own, ...met(`redirect ${action.path.kind}`)];
  if (action.kind !== 'route') return own;
  const { cluster, pathRewrite, hostRewrite, hashPolicies, requestMirrorPolicies, retryPolicy } = action;
  return [
    ...own,
    ...met(`specifier ${cluster.kind}`),
    ...(pathRewrite === undefined ? [] : met(`rewrite ${pathRewrite.kind}`)),
    ...(hostRewrite === undefined ? [] : met(`rewrite ${hostRewrite.kind}`)),
    ...hashPolicies.flatMap(({ kind }) => met(`hash_policy ${kind}`)),
    ...(requestMirrorPolicies.length === 0 ? [] : met('request_mirror_policies')),
    ...(retryPolicy === undefined ? [] : met('retry_policy')),
  ];
}
