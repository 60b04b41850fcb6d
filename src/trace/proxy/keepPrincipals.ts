import type { NetworkFilter } from '../../envoy/model/NetworkFilter.js';
import { LOCAL_PRINCIPAL, PEER_PRINCIPAL, spiffeName } from '../../istio/principalFilter.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podIdentityOf } from '../world/podIdentity.js';
import { jsonEvidence } from './jsonEvidence.js';
import type { ProxyVisit } from './ProxyVisit.js';

/** Istio's `istio_authn` on a connection: who its two ends are, for later matchers. Without TLS it keeps nothing. */
export function keepPrincipals({ path, world }: WalkContext, visit: ProxyVisit, filter: NetworkFilter): ProxyVisit {
  const own = visit.tls ? podIdentityOf(world, visit.pod) : undefined;
  const kept = [
    [PEER_PRINCIPAL, spiffeName(visit.peer?.uriSans ?? [])] as const,
    [LOCAL_PRINCIPAL, spiffeName(own?.uriSans ?? [])] as const,
  ].flatMap(([key, name]) => (name === undefined ? [] : [[key, name] as const]));
  path.add({
    kind: 'network_filter',
    outcome: 'passed',
    subject: filter.name,
    summary: kept.length === 0 ? `${filter.name} keeps no principals` : `${filter.name} keeps the principals`,
    evidence: jsonEvidence(visit.proxy, filter.at),
    effects: kept.map(([key, to]) => ({ what: `filter state ${key}`, to, at: filter.at })),
  });
  if (kept.length === 0) return visit;
  return {
    ...visit,
    filterState: new Map([...visit.filterState, ...kept]),
    sharedState: new Set([...visit.sharedState, ...kept.map(([key]) => key)]),
  };
}
