import type { Criterion } from '../../logic/Criterion.js';
import { truthOf } from '../../logic/Truth.js';
import { isGrpcRequest } from '../http/isGrpcRequest.js';
import { firstHeader } from '../http/headers.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { Route, RouteConfiguration } from '../model/Route.js';
import { matchCookie } from './match/matchCookie.js';
import { matchFilterState } from './match/matchFilterState.js';
import { matchHeader } from './match/matchHeader.js';
import { matchMetadata } from './match/matchMetadata.js';
import { matchPath } from './match/matchPath.js';
import { matchQueryParameter } from './match/matchQueryParameter.js';
import { matchTlsContext } from './match/matchTlsContext.js';

/**
 * What a route's `match` asks for, one by one, but for `runtime_fraction`, which is chance (source/common/router/config_impl.cc,
 * RouteEntryImplBase::matchRoute). All must hold; the path comes first here, for it is what a reader looks at first. Lazy, so that
 * a caller may stop at the first failure.
 */
export function* routeCriteria(
  { match }: Route,
  context: RequestContext,
  { ignorePathParametersInPathMatching }: Pick<RouteConfiguration, 'ignorePathParametersInPathMatching'>,
): Generator<Criterion> {
  const { request } = context;
  yield matchPath(match, context, ignorePathParametersInPathMatching);
  if (match.grpc) {
    const got = firstHeader(request, 'content-type') ?? 'absent';
    yield { name: 'grpc', expected: 'content-type application/grpc', got, truth: truthOf(isGrpcRequest(request)) };
  }
  for (const header of match.headers) yield matchHeader(header, context);
  for (const parameter of match.queryParameters) yield matchQueryParameter(parameter, request);
  for (const cookie of match.cookies) yield matchCookie(cookie, request);
  if (match.tlsContext) yield matchTlsContext(match.tlsContext, context);
  for (const metadata of match.dynamicMetadata) yield matchMetadata(metadata, context.dynamicMetadata);
  for (const state of match.filterState) yield matchFilterState(state, context.filterState);
  for (const field of match.unsupported) {
    yield { name: field, expected: field, got: '?', truth: 'unknown', note: `${field} is not evaluated` };
  }
}
