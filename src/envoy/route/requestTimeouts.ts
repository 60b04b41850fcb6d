import { isGrpcRequest } from '../http/isGrpcRequest.js';
import { firstHeader } from '../http/headers.js';
import type { HttpRequest } from '../model/HttpRequest.js';
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
 * The time that a request may take (source/common/router/router.cc, FilterUtility::finalTimeout): the route's `timeout`, for gRPC with
 * `max_grpc_timeout` what `grpc-timeout` asks for, not more; then `per_try_timeout`, or what `x-envoy-upstream-rq-timeout-ms` and
 * `-per-try-timeout-ms` say (only internal requests still have them here). A try never gets longer than the whole. Fault delays do
 * not count, nor does `max_stream_duration`, which takes the timeout's place.
 */
export function requestTimeouts(
  action: ForwardAction,
  virtualHost: Pick<VirtualHost, 'retryPolicy'>,
  { request }: RequestContext,
): RequestTimeouts {
  const globalMs =
    milliseconds(firstHeader(request, 'x-envoy-upstream-rq-timeout-ms')) ?? routeTimeout(action, request);
  const perTry =
    milliseconds(firstHeader(request, 'x-envoy-upstream-rq-per-try-timeout-ms')) ??
    retryPolicyOf(action, virtualHost)?.perTryTimeoutMs ??
    0;
  return { globalMs, perTryMs: globalMs > 0 && perTry >= globalMs ? 0 : perTry };
}

function routeTimeout(action: ForwardAction, request: HttpRequest): number {
  if (action.boundsStreamDuration) return 0;
  const { maxGrpcTimeoutMs: most, grpcTimeoutOffsetMs: offset = 0 } = action;
  if (most === undefined || !isGrpcRequest(request)) return action.timeoutMs;
  const asked = grpcTimeout(firstHeader(request, 'grpc-timeout') ?? '');
  const kept = offset > 0 && asked > offset ? asked - offset : asked;
  return most > 0 && (kept === 0 || kept > most) ? most : kept;
}

const GRPC_UNITS: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000, m: 1, u: 1e-3, n: 1e-6 };

/** Milliseconds of a `grpc-timeout` (gRPC over HTTP/2, Timeout), rounded up; 0 for none. */
function grpcTimeout(text: string): number {
  const match = /^(\d{1,8})([HMSmun])$/.exec(text);
  return match ? Math.ceil(Number(match[1]) * (GRPC_UNITS[match[2] ?? ''] ?? 0)) : 0;
}

function milliseconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
