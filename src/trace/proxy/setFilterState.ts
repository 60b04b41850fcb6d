import type { FilterStateValue } from '../../envoy/model/NetworkFilter.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { connectionText } from './connectionText.js';
import { jsonEvidence } from './jsonEvidence.js';
import type { ProxyVisit } from './ProxyVisit.js';

/** `set_filter_state`: values that later matchers and upstream hops see. */
export function setFilterState(
  { path }: WalkContext,
  visit: ProxyVisit,
  filter: { readonly at: string; readonly name: string },
  values: readonly FilterStateValue[],
): ProxyVisit {
  const set = settings(visit, values);
  for (const { objectKey, format } of values) path.setsState(objectKey, format);
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
  const set = settings(visit, values);
  const shared = values.filter(({ sharedWithUpstream }) => sharedWithUpstream).map(({ objectKey }) => objectKey);
  return {
    ...visit,
    filterState: new Map([...visit.filterState, ...set]),
    sharedState: new Set([...visit.sharedState, ...shared]),
  };
}

/** Keys and their values; each sees those before it. An empty one may be left out. */
function settings(visit: ProxyVisit, values: readonly FilterStateValue[]): readonly (readonly [string, string])[] {
  const set = new Map<string, string>();
  for (const { objectKey, format, skipIfEmpty } of values) {
    const text = connectionText(format, { ...visit, filterState: new Map([...visit.filterState, ...set]) });
    if (text !== '' || !skipIfEmpty) set.set(objectKey, text);
  }
  return [...set];
}
