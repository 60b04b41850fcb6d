import type { RequestContext } from '../model/RequestContext.js';
import type { VirtualHost } from '../model/Route.js';
import type { ForwardAction } from '../model/RouteAction.js';
import { requestTimeouts } from './requestTimeouts.js';

/** `x-envoy-expected-rq-timeout-ms`: a try's time, else the whole's; `undefined` when there is no limit. */
export function expectedTimeoutMs(
  action: ForwardAction,
  virtualHost: Pick<VirtualHost, 'retryPolicy'>,
  context: RequestContext,
): number | undefined {
  const timeouts = requestTimeouts(action, virtualHost, context);
  const expected = timeouts.perTryMs || timeouts.globalMs;
  return expected > 0 ? expected : undefined;
}
