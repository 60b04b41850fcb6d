import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '../../logic/Decision.js';
import type { JsonObject, JsonValue } from '../../text/json/JsonValue.js';
import type { Cluster, SubsetConfig } from '../model/Cluster.js';
import type { SubsetCriteria } from '../model/Route.js';
import type { UpstreamHost } from './UpstreamHost.js';

/**
 * Subset load balancing (load_balancing_policies/subset/subset_lb.cc): the criteria's keys must be exactly a selector's, and
 * some host must have their values in `envoy.lb`; else the selector's fallback, else the cluster's. All hosts where the
 * cluster has no `lb_subset_config`.
 */
export function matchSubset(
  cluster: Cluster,
  hosts: readonly UpstreamHost[],
  criteria: SubsetCriteria,
): Decision<readonly UpstreamHost[]> {
  const { subsets } = cluster;
  if (subsets === undefined || subsets.selectors.length === 0) return decided(hosts, []);
  if (subsets.unsupported.length > 0) return unknown(subsets, `lb_subset_config of ${cluster.name}: ${subsets.unsupported.join(', ')}`);
  if (hosts.some(({ metadata }) => metadata === undefined)) return unknown(subsets, `endpoint metadata of ${cluster.name}`);
  return choose(subsets, hosts, criteria);
}

function choose(subsets: SubsetConfig, hosts: readonly UpstreamHost[], criteria: SubsetCriteria): Decision<readonly UpstreamHost[]> {
  const keys = [...criteria.keys()];
  const selector = subsets.selectors.find((one) => sameKeys(one.keys, keys));
  const chosen = selector === undefined ? [] : hosts.filter((host) => hasAll(host, criteria));
  const words = keys.map((key) => `${key}=${JSON.stringify(criteria.get(key))}`).join(', ');
  if (chosen.length > 0) return decided(chosen, [{ name: 'metadata_match', expected: words, got: `${chosen.length} hosts`, truth: 'yes' }]);
  const policy = selector === undefined || selector.fallbackPolicy === 'NOT_DEFINED' ? subsets.fallbackPolicy : selector.fallbackPolicy;
  const because = [{ name: 'fallback_policy', expected: words === '' ? 'no criteria' : words, got: policy, truth: 'yes' as const }];
  switch (policy) {
    case 'ANY_ENDPOINT':
      return decided(hosts, because);
    case 'DEFAULT_SUBSET':
      return decided(hosts.filter((host) => hasAll(host, subsets.defaultSubset)), because);
    case 'KEYS_SUBSET': {
      const kept = new Map([...criteria].filter(([key]) => selector?.fallbackKeys.includes(key) === true));
      return choose(subsets, hosts, kept);
    }
    case 'NO_FALLBACK':
      return decided([], because);
  }
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key) => b.includes(key));
}

function hasAll({ metadata }: UpstreamHost, criteria: ReadonlyMap<string, JsonValue>): boolean {
  const own = objectOf(metadata?.['envoy.lb']);
  return [...criteria].every(([key, value]) => own !== undefined && Object.hasOwn(own, key) && isDeepStrictEqual(own[key], value));
}

function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

function decided(value: readonly UpstreamHost[], because: Decision<unknown>['because']): Decision<readonly UpstreamHost[]> {
  return { truth: 'yes', value, because, skipped: [] };
}

function unknown(subsets: SubsetConfig, what: string): Decision<readonly UpstreamHost[]> {
  return { truth: 'unknown', at: subsets.at, because: [], skipped: [], unknown: what };
}
