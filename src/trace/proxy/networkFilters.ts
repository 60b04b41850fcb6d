import type { NetworkFilter } from '../../envoy/model/NetworkFilter.js';
import { isHarmlessFilter } from '../../istio/harmlessFilters.js';
import { isPrincipalFilter } from '../../istio/principalFilter.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { connectionManager } from './connectionManager.js';
import { jsonEvidence } from './jsonEvidence.js';
import { keepPrincipals } from './keepPrincipals.js';
import { listenerLabel } from './listenerLabel.js';
import { networkRbac } from './networkRbac.js';
import { opaqueFilter } from './opaqueFilter.js';
import type { ProxyVisit } from './ProxyVisit.js';
import { refusedOrBefore } from './refusedOrBefore.js';
import { setFilterState } from './setFilterState.js';
import { tcpProxy } from './tcpProxy.js';
import { withSniCluster } from './withSniCluster.js';

/** Runs a chain's network filters in order, up to the one that ends it (connection manager or TCP proxy). */
export function networkFilters(context: WalkContext, visit: ProxyVisit): WalkState {
  let current = visit;
  for (const [index, filter] of visit.chain.filters.entries()) {
    const { config } = filter;
    switch (config.kind) {
      case 'http_connection_manager':
        return connectionManager(context, current, config);
      case 'tcp_proxy':
        return tcpProxy(context, current, config);
      case 'rbac': {
        const before = current;
        const denied = networkRbac(context, before, filter, config.rbac, (refused) =>
          refusedOrBefore(context, before, index + 1, refused),
        );
        if (denied !== undefined) return denied;
        break;
      }
      case 'set_filter_state':
        current = setFilterState(context, current, filter, config.values);
        break;
      case 'sni_cluster':
        current = withSniCluster(current);
        pass(context, current, filter, sniClusterSummary(current));
        break;
      case 'unparsed': {
        if (isPrincipalFilter(filter)) {
          current = keepPrincipals(context, current, filter);
          break;
        }
        const ended = unparsed(context, current, filter);
        if (ended !== undefined) return ended;
      }
    }
  }
  return {
    kind: 'end',
    verdict: indeterminate(`a filter chain of ${listenerLabel(visit.listener)} has no filter that ends it`),
  };
}

function sniClusterSummary({ connection: { serverName } }: ProxyVisit): string {
  return serverName === '' ? 'no SNI: the cluster stays' : `cluster by SNI: ${serverName}`;
}

/** A filter that is not modelled: known to change nothing, or opaque. */
function unparsed(context: WalkContext, visit: ProxyVisit, filter: NetworkFilter): WalkState | undefined {
  if (isHarmlessFilter(filter)) {
    pass(context, visit, filter, `${filter.name} changes nothing`);
    return undefined;
  }
  return opaqueFilter(context, visit, 'network_filter', filter);
}

function pass({ path }: WalkContext, { proxy }: ProxyVisit, filter: NetworkFilter, summary: string): void {
  path.add({
    kind: 'network_filter',
    outcome: 'passed',
    subject: filter.name,
    summary,
    evidence: jsonEvidence(proxy, filter.at),
  });
}
