import { hasFlag, lastOf, type SuggestRule } from './Ending.js';
import { demand, istioObjectOfStep, nearest } from './words.js';

/** NC: the cluster whose name is nearest, and in what it differs. */
export const clusterNotFound: SuggestRule = (ending) => {
  const cluster = lastOf(ending, 'cluster');
  if (!hasFlag(ending, 'NC') || cluster === undefined) return [];
  const near = nearest(cluster);
  const route = istioObjectOfStep(lastOf(ending, 'route'));
  const where = route ?? 'the route';
  return [
    ...(near === undefined ? [] : [`The nearest is ${near.what}: ${demand(near.failed)}.`]),
    `Mend the destination in ${where}, or define what it names: a subset needs a DestinationRule, a host a Service or ServiceEntry.`,
  ];
};
