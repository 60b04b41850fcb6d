import { BLACK_HOLE_CLUSTER } from '../../istio/table/clusterNames.js';
import { hasFlag, lastOf, type SuggestRule } from './Ending.js';
import { istioObjectOfStep, targetOf } from './words.js';

/** Unusable hosts named in one sentence. */
const MOST = 3;

/** UH: the hosts that may not be used and why, or that there are none; BlackHoleCluster has a rule of its own. */
export const noHealthyHost: SuggestRule = (ending) => {
  const cluster = lastOf(ending, 'cluster');
  const endpoint = lastOf(ending, 'endpoint');
  if (!hasFlag(ending, 'UH') || cluster === undefined || endpoint === undefined) return [];
  if (cluster.subject === BLACK_HOLE_CLUSTER) return [];
  const where = ending.hops.findLast(({ steps }) => steps.includes(endpoint))?.where ?? '';
  const look = `hopctl proxy-config endpoint ${targetOf(where)} --cluster '${cluster.subject}' lists its endpoints.`;
  const unusable = endpoint.skipped.filter(({ failed }) => failed.name === 'health_status');
  if (unusable.length > 0) {
    const named = unusable.slice(0, MOST).map(({ what, failed }) => `${what.replace(/^host /, '')} is ${failed.got}`);
    const rest = unusable.length > MOST ? `, and ${unusable.length - MOST} more` : '';
    return [`Mend the endpoints of ${cluster.subject}: ${named.join(', ')}${rest}.`, look];
  }
  const source = istioObjectOfStep(cluster);
  const labels =
    source === undefined ? 'the selector of its Service' : `the subset in ${source} and the Service's selector`;
  return [
    `No endpoint is in ${cluster.subject}: compare ${labels} with the labels of the pods, and see that they are ready.`,
    look,
  ];
};
