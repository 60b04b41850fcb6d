import type { RequestContext } from '../../envoy/model/RequestContext.js';
import type { VirtualHost } from '../../envoy/model/Route.js';
import type { ForwardAction } from '../../envoy/model/RouteAction.js';
import { requestTimeouts } from '../../envoy/route/requestTimeouts.js';
import { retryPolicyOf } from '../../envoy/route/retryPolicyOf.js';

/** How long a proxy waits for the answer and how often it tries, where the route says: sentences for a person. */
export function patienceNotes(
  action: ForwardAction,
  virtualHost: Pick<VirtualHost, 'retryPolicy'>,
  context: RequestContext,
): readonly string[] {
  const timeouts = requestTimeouts(action, virtualHost, context);
  const policy = retryPolicyOf(action, virtualHost);
  return [
    ...(timeouts.globalMs > 0 ? [`waits ${timeouts.globalMs} ms for the answer, then 504 UT`] : []),
    ...(timeouts.perTryMs > 0 ? [`waits ${timeouts.perTryMs} ms for each try`] : []),
    ...(policy === undefined || policy.retryOn.length === 0
      ? []
      : [`tries again up to ${policy.numRetries} times on ${policy.retryOn.join(', ')}`]),
  ];
}
