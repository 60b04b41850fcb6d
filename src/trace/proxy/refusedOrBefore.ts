import type { WalkState } from '../walk/state/WalkState.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { connectsAtOnce } from './connectsAtOnce.js';
import type { ProxyVisit } from './ProxyVisit.js';
import { withFilterState } from './setFilterState.js';
import { tcpProxy } from './tcpProxy.js';
import { withSniCluster } from './withSniCluster.js';

/**
 * The end of a connection that is refused for its bytes or its handshake: a tcp_proxy at the end of the chain that finds no host has ended it
 * before, whatever stands ahead of it.
 *
 * @param from the first filter that has not been run
 */
export function refusedOrBefore(
  context: WalkContext,
  visit: ProxyVisit,
  from: number,
  refused: () => WalkState,
): WalkState {
  const { config: last } = visit.chain.filters.at(-1) ?? {};
  const connecting = stateOnConnect(visit, from);
  if (last?.kind !== 'tcp_proxy' || connectsAtOnce(connecting, last)) return refused();
  return tcpProxy(context, connecting, last, refused);
}

/** What the filters from one on have set when the last of them looks for a cluster. */
function stateOnConnect(visit: ProxyVisit, from: number): ProxyVisit {
  return visit.chain.filters.slice(from).reduce((current, { config }) => {
    if (config.kind === 'set_filter_state') return withFilterState(current, config.values);
    return config.kind === 'sni_cluster' ? withSniCluster(current) : current;
  }, visit);
}
