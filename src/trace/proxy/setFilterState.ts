import type { FilterStateValue } from '../../envoy/model/NetworkFilter.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { connectionText } from './connectionText.js';
import { jsonEvidence } from './jsonEvidence.js';
import type { ProxyVisit } from './ProxyVisit.js';

/** `set_filter_state`: values that later matchers and upstream hops see; formats that need more than is known stay raw. */
export function setFilterState(
  { path }: WalkContext,
  visit: ProxyVisit,
  filter: { readonly at: string; readonly name: string },
  values: readonly FilterStateValue[],
): ProxyVisit {
  const set = values.map(({ objectKey, format }) => [objectKey, connectionText(format, visit)] as const);
  path.add({
    kind: 'network_filter',
    outcome: 'passed',
    subject: filter.name,
    summary: `${filter.name} sets ${set.map(([key]) => key).join(', ')}`,
    evidence: jsonEvidence(visit.proxy, filter.at),
    effects: set.map(([what, to]) => ({ what: `filter state ${what}`, to, at: filter.at })),
  });
  return withFilterState(visit, values);
}

/** The visit with what a filter sets. */
export function withFilterState(visit: ProxyVisit, values: readonly FilterStateValue[]): ProxyVisit {
  const set = values.map(({ objectKey, format }) => [objectKey, connectionText(format, visit)] as const);
  const shared = values.filter(({ sharedWithUpstream }) => sharedWithUpstream).map(({ objectKey }) => objectKey);
  return {
    ...visit,
    filterState: new Map([...visit.filterState, ...set]),
    sharedState: new Set([...visit.sharedState, ...shared]),
  };
}
