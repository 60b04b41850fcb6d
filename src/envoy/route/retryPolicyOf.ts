import type { RetryPolicy, VirtualHost } from '../model/Route.js';
import type { ForwardAction } from '../model/RouteAction.js';

/** The route's retry policy, else the virtual host's; never merged, and a route's empty one means no retries (measured). */
export function retryPolicyOf(
  action: ForwardAction,
  virtualHost: Pick<VirtualHost, 'retryPolicy'>,
): RetryPolicy | undefined {
  return action.retryPolicy ?? virtualHost.retryPolicy;
}
