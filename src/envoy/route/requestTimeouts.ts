import { isGrpcRequest } from '../http/isGrpcRequest.js';
import { firstHeader } from '../http/headers.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { VirtualHost } from '../model/Route.js';
import type { ForwardAction } from '../model/RouteAction.js';
import { retryPolicyOf } from './retryPolicyOf.js';

/** Milliseconds; 0 = none. */
export interface RequestTimeouts {
  readonly globalMs: number;
  readonly perTryMs: number;
}

/**
 * The time that a request may take (source/common/router/router.cc, FilterUtility::finalTimeout): the route's `timeout` and
 * `per_try_timeout`, or what `x-envoy-upstream-rq-timeout-ms` and `-per-try-timeout-ms` say (only internal requests still have
 * them here). A try never gets longer than the whole. Fault delays do not count. `undefined`: not known, as for gRPC requests,
 * where `max_grpc_timeout` and `grpc-timeout` count.
 */
export function requestTimeouts(
  action: ForwardAction,
  virtualHost: Pick<VirtualHost, 'retryPolicy'>,
  { request }: RequestContext,
): RequestTimeouts | undefined {
  if (isGrpcRequest(request)) return undefined;
  const globalMs = milliseconds(firstHeader(request, 'x-envoy-upstream-rq-timeout-ms')) ?? action.timeoutMs;
  const perTry =
    milliseconds(firstHeader(request, 'x-envoy-upstream-rq-per-try-timeout-ms')) ??
    retryPolicyOf(action, virtualHost)?.perTryTimeoutMs ??
    0;
  return { globalMs, perTryMs: globalMs > 0 && perTry >= globalMs ? 0 : perTry };
}

function milliseconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
