import { classifyHttpFilter } from '../../envoy/http/filter/classifyHttpFilter.js';
import type { Cluster } from '../../envoy/model/Cluster.js';
import { isHarmlessFilter } from '../../istio/harmlessFilters.js';
import type { WalkState } from '../walk/state/WalkState.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { opaqueFilter } from './opaqueFilter.js';
import type { ProxyVisit } from './ProxyVisit.js';
import type { Upstream } from './toCluster.js';

/**
 * The filters of a cluster: HTTP filters behind the router (`HttpProtocolOptions.http_filters`) and network filters on the connection
 * upstream (`Cluster.filters`). None is run here: those that are known to change nothing are left out, all others are opaque.
 * `undefined`: the request goes on.
 */
export function upstreamFilters(
  context: WalkContext,
  visit: ProxyVisit,
  upstream: Upstream,
  cluster: Cluster,
): WalkState | undefined {
  const http = upstream.passed.kind === 'http' ? cluster.httpFilters : [];
  for (const filter of http) {
    if (classifyHttpFilter(filter).kind === 'harmless' || isHarmlessFilter(filter)) continue;
    const ended = opaqueFilter(context, visit, 'http_filter', filter);
    if (ended !== undefined) return ended;
  }
  for (const filter of cluster.filters) {
    if (isHarmlessFilter(filter) || opaqueFilter(context, visit, 'network_filter', filter) === undefined) continue;
    const sentence = `${filter.name} ends the connection to ${cluster.name}, as assumed.`;
    return upstream.fail('DENIED', 'connection_termination', sentence);
  }
  return undefined;
}
