import type { SubsetConfig } from '../../model/Cluster.js';
import type { Criteria } from './SubsetTry.js';

type Selector = SubsetConfig['selectors'][number];

/** The selector that has exactly these keys. */
export function selectorOf({ selectors }: SubsetConfig, criteria: Criteria): Selector | undefined {
  return selectors.find(({ keys }) => new Set(keys).size === criteria.size && keys.every((key) => criteria.has(key)));
}

/** What a selector may say for itself. */
type Fallback = Exclude<Selector['fallbackPolicy'], 'NOT_DEFINED'>;

/**
 * A selector's own fallback. Envoy keeps selectors as a tree of their sorted keys and writes the fallback down when it adds the last key: a
 * selector that comes behind a longer one which begins with its keys has none (subset_lb.cc `initSubsetSelectorMap`; measured).
 */
export function ownFallback({ selectors }: SubsetConfig, { keys, fallbackPolicy }: Selector): Fallback | undefined {
  if (fallbackPolicy === 'NOT_DEFINED') return undefined;
  const sorted = sortedKeys(keys);
  const first = selectors.find((one) => sorted.every((key, index) => sortedKeys(one.keys)[index] === key));
  return first !== undefined && sortedKeys(first.keys).length === sorted.length ? fallbackPolicy : undefined;
}

/**
 * With `allow_redundant_keys`: only the criteria of the first selector of which all keys are there (`filterCriteriaBySelectors`); all of them
 * where there is no such selector.
 */
export function withoutRedundant({ allowRedundantKeys, selectors }: SubsetConfig, criteria: Criteria): Criteria {
  if (!allowRedundantKeys) return criteria;
  const fitting = selectors.find(({ keys }) => keys.every((key) => criteria.has(key)));
  if (fitting === undefined) return criteria;
  return new Map([...criteria].filter(([key]) => fitting.keys.includes(key)));
}

function sortedKeys(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].toSorted();
}
