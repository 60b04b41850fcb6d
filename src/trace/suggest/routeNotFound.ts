import { lastOf, type SuggestRule } from './Ending.js';
import { demand, nearest } from './words.js';

/** NR route_not_found: the nearest route or virtual host, and the first thing about the request that keeps it away. */
export const routeNotFound: SuggestRule = (ending) => {
  if (ending.likely.details !== 'route_not_found') return [];
  const route = lastOf(ending, 'route');
  const host = lastOf(ending, 'virtual_host');
  const step = route ?? host;
  const near = step === undefined ? undefined : nearest(step);
  const known = lastOf(ending, 'route_config')?.subject ?? '';
  return [
    ...(near === undefined ? [] : [`The nearest is ${near.what}: ${demand(near.failed)}.`]),
    ...(route === undefined
      ? [`Send a Host that route configuration ${known} has, or add it to the hosts of a VirtualService (and Gateway).`]
      : [
          `Add a route without that condition to ${host?.subject ?? 'the virtual host'}: none there takes all the rest.`,
        ]),
  ];
};
