import { PASSTHROUGH_CLUSTER } from '../../istio/table/clusterNames.js';
import { lastOf, type SuggestRule } from './Ending.js';

/** EXITS_MESH by PassthroughCluster: nothing is registered, the policy ALLOW_ANY lets it out. */
export const leavesMesh: SuggestRule = (ending) => {
  if (ending.likely.code !== 'EXITS_MESH' || lastOf(ending, 'cluster')?.subject !== PASSTHROUGH_CLUSTER) return [];
  const { host, port } = ending.request;
  return [
    `Nothing is registered for ${host}:${port}; outboundTrafficPolicy ALLOW_ANY lets it out. A ServiceEntry gives it routes, policy and metrics.`,
  ];
};
