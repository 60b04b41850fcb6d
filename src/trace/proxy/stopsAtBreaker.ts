import { closedBreaker } from '../../envoy/cluster/closedBreaker.js';
import type { Cluster } from '../../envoy/model/Cluster.js';
import type { EndState } from '../walk/state/WalkState.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { jsonEvidence } from './jsonEvidence.js';
import type { ProxyVisit } from './ProxyVisit.js';
import type { Upstream } from './toCluster.js';

/** Ends what a circuit breaker with a limit of 0 lets not through; other limits depend on load, which is not simulated. */
export function stopsAtBreaker(
  { path }: WalkContext,
  { proxy }: ProxyVisit,
  { passed, priority, fail }: Upstream,
  cluster: Cluster,
  by: 'http' | 'tcp' | 'tcp_proxy' = passed.kind,
): EndState | undefined {
  const breaker = closedBreaker(cluster, priority, by);
  if (breaker === undefined) return undefined;
  const why = `cluster ${cluster.name} lets nothing through: ${breaker.limit} of its circuit breaker is 0`;
  const evidence = jsonEvidence(proxy, breaker.at);
  path.add({ kind: 'cluster', outcome: 'failed', subject: cluster.name, summary: why, evidence });
  return fail('NO_UPSTREAM', breaker.failure, `${why.replace('cluster', 'Cluster')}.`);
}
