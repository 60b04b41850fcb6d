import { BLACK_HOLE_CLUSTER } from '../../istio/table/clusterNames.js';
import { lastOf, type SuggestRule } from './Ending.js';

/** REGISTRY_ONLY: the virtual host block_all answers 502, BlackHoleCluster has no hosts. */
export const blackHole: SuggestRule = (ending) => {
  const { request, hops } = ending;
  const cluster = lastOf(ending, 'cluster')?.subject;
  const blocked = lastOf(ending, 'route')?.subject === 'block_all' && lastOf(ending, 'reply') !== undefined;
  if (cluster !== BLACK_HOLE_CLUSTER && !blocked) return [];
  const namespace = hops.find(({ stage }) => stage === 'outbound_proxy')?.where.split('/')[0] ?? 'its namespace';
  return [
    `The sender's outboundTrafficPolicy is REGISTRY_ONLY: register ${request.host}:${request.port} by a ServiceEntry.`,
    `If it is registered already, let the Sidecar of namespace ${namespace} import it (egress.hosts).`,
  ];
};
