import { hasFlag, lastOf, type SuggestRule } from './Ending.js';
import { istioObjectOfStep } from './words.js';

/** FI: where the fault is configured, and how to see the request without it. */
export const injectedFault: SuggestRule = (ending) => {
  if (!hasFlag(ending, 'FI')) return [];
  const route = lastOf(ending, 'route');
  const source = istioObjectOfStep(route);
  const where = source ?? (route === undefined || route.subject === '' ? 'the route' : `route ${route.subject}`);
  const forked = ending.steps.some(({ forks }) => forks.some(({ name }) => name === 'fault.abort'));
  return [
    `The fault is injected by ${where}: take it away there when the experiment is over.`,
    ...(forked ? ['--pin fault.abort=miss follows the request without it.'] : []),
  ];
};
