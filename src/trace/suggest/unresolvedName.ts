import type { SuggestRule } from './Ending.js';

/** A name without an address: the names that were asked for. */
export const unresolvedName: SuggestRule = ({ likely, request }) => {
  if (likely.caller.kind !== 'unresolved') return [];
  return [
    `See that the name is right: from another namespace it is ${request.host.split('.')[0] ?? request.host}.NAMESPACE.`,
    `For a host outside the cluster, record its address: --resolve ${request.host}:${request.port}:ADDRESS.`,
  ];
};
