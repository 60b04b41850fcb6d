import type { Effect } from '../../logic/Decision.js';
import { ORIGINAL_CONNECT_PORT, portStart } from '../http/authorityPort.js';
import { applyHeaderMutations } from '../http/applyHeaderMutations.js';
import { formatHeaderValue } from '../http/formatHeaderValue.js';
import { withHeader } from '../http/headers.js';
import { isGrpcRequest } from '../http/isGrpcRequest.js';
import type { Header, HttpRequest } from '../model/HttpRequest.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { ForwardAction } from '../model/RouteAction.js';
import { expectedTimeoutMs } from './expectedTimeoutMs.js';
import { mutationLevels, type RouteLevels } from './mutationLevels.js';
import { rewriteHost, type RewrittenRequest } from './rewriteHost.js';
import { rewritePath } from './rewritePath.js';

/** What finalizeRequestHeaders depends on beside the request. */
export interface FinalizeOptions {
  /** The chosen endpoint's host name, for `auto_host_rewrite`; '' when it has none. */
  readonly upstreamHostname?: string;
  /** The router filter's `suppress_envoy_headers`. */
  readonly suppressEnvoyHeaders?: boolean;
}

/** What the router reads of an internal request and does not send on (retry_state_impl.cc, router.cc; measured). */
const CONSUMED: ReadonlySet<string> = new Set([
  'x-envoy-hedge-on-per-try-timeout',
  'x-envoy-max-retries',
  'x-envoy-retriable-header-names',
  'x-envoy-retriable-status-codes',
  'x-envoy-retry-grpc-on',
  'x-envoy-retry-on',
  'x-envoy-upstream-alt-stat-name',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-upstream-rq-timeout-alt-response',
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-stream-duration-ms',
]);

/**
 * The request as the router sends it upstream (source/common/router/router.cc, decodeHeaders; config_impl.cc, finalizeRequestHeaders):
 * header mutations level by level, after the weighted entry's its host rewrite, the port that a CONNECT lost, the route's host, the path, then
 * `x-envoy-expected-rq-timeout-ms` and `x-envoy-attempt-count`. Hop-by-hop changes of the codec are not in it.
 */
export function finalizeRequestHeaders(
  action: ForwardAction,
  levels: RouteLevels,
  context: RequestContext,
  options: FinalizeOptions = {},
): RewrittenRequest {
  const effects: Effect[] = [];
  const unknown: string[] = [];
  let request: HttpRequest = context.request;
  const take = (next: RewrittenRequest): void => {
    request = next.request;
    effects.push(...next.effects);
    if (next.unknown !== undefined) unknown.push(next.unknown);
  };
  const { weighted } = levels;
  for (const level of mutationLevels(levels)) {
    const format = (value: string, headers: readonly Header[]): string =>
      formatHeaderValue(value, { ...context, routeName: levels.route.name, request: { ...request, headers } });
    const mutated = applyHeaderMutations(request.headers, level.requestAdd, level.requestRemove, format);
    take({ request: { ...request, headers: mutated.headers }, effects: mutated.effects });
    if (level === weighted?.headers && weighted.hostRewriteLiteral !== '') {
      const { hostRewriteLiteral: to, at } = weighted;
      const effect = { what: ':authority', from: request.authority ?? '', to, at };
      take({ request: { ...request, authority: to }, effects: [effect] });
    }
  }
  const port = context.filterState.get(ORIGINAL_CONNECT_PORT);
  if (port !== undefined && request.authority !== undefined && portStart(request.authority) < 0) {
    const to = `${request.authority}:${port}`;
    take({ request: { ...request, authority: to }, effects: [{ what: ':authority', from: request.authority, to }] });
  }
  const { hostRewrite, appendXForwardedHost } = action;
  if (hostRewrite) take(rewriteHost(hostRewrite, request, context, { ...options, appendXForwardedHost }));
  take(withNewPath(action, levels, { ...context, request }, options));
  const set = (name: string, value: string): void => {
    take({
      request: { ...request, headers: withHeader(request.headers, name, value) },
      effects: [{ what: name, to: value }],
    });
  };
  const consumed = request.headers.filter(({ name }) => CONSUMED.has(name));
  take({
    request: { ...request, headers: request.headers.filter(({ name }) => !CONSUMED.has(name)) },
    effects: consumed.map(({ name, value }) => ({ what: name, from: value, to: '' })),
  });
  const waits = expectedTimeoutMs(action, levels.virtualHost, context);
  const timeout = options.suppressEnvoyHeaders ? undefined : waits;
  if (timeout !== undefined) set('x-envoy-expected-rq-timeout-ms', String(timeout));
  const grpc = action.maxGrpcTimeoutMs !== undefined && !action.boundsStreamDuration && isGrpcRequest(context.request);
  if (grpc && waits !== undefined) set('grpc-timeout', `${waits}m`);
  if (levels.virtualHost.includeRequestAttemptCount) set('x-envoy-attempt-count', '1');
  return { request, effects, ...(unknown.length === 0 ? {} : { unknown: unknown.join('; ') }) };
}

function withNewPath(
  { pathRewrite }: ForwardAction,
  { route }: RouteLevels,
  context: RequestContext,
  { suppressEnvoyHeaders = false }: FinalizeOptions,
): RewrittenRequest {
  const { request } = context;
  if (!pathRewrite) return { request, effects: [] };
  const result = rewritePath(pathRewrite, route.match.path, request.path, context);
  if (result.kind === 'unknown') return { request, effects: [], unknown: result.unknown };
  if (result.kind === 'unchanged') return { request, effects: [] };
  const { at } = pathRewrite;
  const original = { what: 'x-envoy-original-path', to: request.path, at };
  return {
    request: {
      ...request,
      path: result.path,
      headers: suppressEnvoyHeaders ? request.headers : withHeader(request.headers, original.what, original.to),
    },
    effects: [{ what: ':path', from: request.path, to: result.path, at }, ...(suppressEnvoyHeaders ? [] : [original])],
  };
}
