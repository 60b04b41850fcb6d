import type { FractionalPercent } from '../../model/FractionalPercent.js';
import type { FaultAbort, FaultDelay } from '../../model/HttpFilter.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { fractionOf } from '../../route/match/fractionOf.js';
import { firstHeader } from '../headers.js';

const RUNTIME = {
  delay: { percent: 'fault.http.delay.fixed_delay_percent', header: 'x-envoy-fault-delay-request-percentage' },
  abort: { percent: 'fault.http.abort.abort_percent', header: 'x-envoy-fault-abort-request-percentage' },
} as const;

/**
 * The chance of a fault (source/extensions/filters/common/fault/fault_config.cc): its percentage, runtime's where known; a fault that
 * headers control may only be made rarer by its percentage header (measured).
 */
export function faultFraction(
  percentage: FractionalPercent,
  kind: 'delay' | 'abort',
  byHeader: boolean,
  { request, runtime }: RequestContext,
): number {
  const { percent, header } = RUNTIME[kind];
  const sent = byHeader ? unsigned(firstHeader(request, header)) : undefined;
  const numerator = sent === undefined ? percentage.numerator : Math.min(sent, percentage.numerator);
  return fractionOf({ ...percentage, numerator, runtimeKey: percent }, runtime);
}

/** How long a delay is; `undefined`: there is none. */
export function delayMs(delay: FaultDelay, { request, runtime }: RequestContext): number | undefined {
  if (delay.headerDelay) return unsigned(firstHeader(request, 'x-envoy-fault-delay-request'));
  const ms = unsigned(runtime.get('fault.http.delay.fixed_duration_ms')) ?? delay.fixedDelayMs;
  return ms === undefined || ms <= 0 ? undefined : ms;
}

/** With what an abort answers; `undefined`: not at all. A status from a header must be 200 to 599. */
export function abortStatus(
  abort: FaultAbort,
  { request, runtime }: RequestContext,
): { readonly status: number; readonly grpcStatus?: number } | undefined {
  if (abort.headerAbort) {
    const grpcStatus = unsigned(firstHeader(request, 'x-envoy-fault-abort-grpc-request'));
    const status = unsigned(firstHeader(request, 'x-envoy-fault-abort-request'));
    if (status !== undefined && status >= 200 && status < 600) return { status };
    return grpcStatus === undefined ? undefined : { status: 200, grpcStatus };
  }
  if (abort.grpcStatus !== undefined) {
    return { status: 200, grpcStatus: unsigned(runtime.get('fault.http.abort.grpc_status')) ?? abort.grpcStatus };
  }
  const status = unsigned(runtime.get('fault.http.abort.http_status')) ?? abort.httpStatus;
  return status === undefined ? undefined : { status };
}

function unsigned(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
