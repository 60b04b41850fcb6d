import { not, truthOf, type Truth } from '../../../logic/Truth.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { atLeast } from '../../version.js';

/** Who asks: routes (and all that shares their matchers), or RBAC's header rules. */
export type HeaderMatcherUser = 'route' | 'rbac';

const GUARDS: Readonly<Record<HeaderMatcherUser, string>> = {
  route: 'envoy.reloadable_features.match_headers_individually',
  rbac: 'envoy.reloadable_features.rbac_match_headers_individually',
};

/**
 * Whether each line of a repeated header is tested alone (any hit is a hit) rather than all joined with ",". Measured: routes
 * since 1.39.0; RBAC joins up to 1.37.0 and no longer in 1.38.2. Runtime guards override.
 */
export function matchesIndividually(user: HeaderMatcherUser, { runtime, version }: RequestContext): Truth {
  const guard = runtime.get(GUARDS[user]);
  if (guard === 'true' || guard === 'false') return truthOf(guard === 'true');
  if (user === 'route') return atLeast(version, '1.39.0');
  if (atLeast(version, '1.38.2') === 'yes') return 'yes';
  return not(atLeast(version, '1.37.1')) === 'yes' ? 'no' : 'unknown';
}
