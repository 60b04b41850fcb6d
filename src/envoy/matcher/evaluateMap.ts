import type { Criterion } from '../../logic/Criterion.js';
import type { MatcherBranches, OnMatch } from '../model/MatcherTree.js';
import { inputName, inputText, type ReadInput } from './InputValue.js';
import { after, type TreeResult } from './TreeResult.js';

type MapBranches = Extract<MatcherBranches, { readonly kind: 'exact_match_map' | 'prefix_match_map' }>;

/**
 * `exact_match_map` and `prefix_match_map` (source/common/matcher/{exact,prefix}_map_matcher.h): the key that equals the value; the
 * longest key that begins it, then shorter ones where the longer led nowhere. No value, no match.
 */
export function evaluateMap(
  { kind, input, map }: MapBranches,
  read: ReadInput,
  onMatch: (next: OnMatch) => TreeResult,
): TreeResult {
  const value = read(input);
  const name = inputName(input);
  const got = inputText(value);
  const miss: Criterion = { name, expected: `one of ${[...map.keys()].join(', ')}`, got, truth: 'no' };
  if (value.kind === 'absent') return { kind: 'missed', because: [miss] };
  if (value.kind === 'unavailable') return { kind: 'unavailable', because: [miss] };
  if (value.kind === 'unknown') {
    return { kind: 'unknown', unknown: value.unknown, because: [{ ...miss, truth: 'unknown', note: value.unknown }] };
  }
  const because: Criterion[] = [];
  for (const [key, next] of candidates(kind, map, value.value)) {
    because.push({ name, expected: kind === 'exact_match_map' ? key : `prefix ${key}`, got, truth: 'yes' });
    const result = after(because, onMatch(next));
    if (result.kind !== 'missed') return result;
  }
  return { kind: 'missed', because: because.length === 0 ? [miss] : because };
}

function candidates(
  kind: MapBranches['kind'],
  map: MapBranches['map'],
  value: string,
): readonly (readonly [string, OnMatch])[] {
  if (kind === 'prefix_match_map') {
    return [...map].filter(([key]) => value.startsWith(key)).toSorted(([a], [b]) => b.length - a.length);
  }
  const next = map.get(value);
  return next === undefined ? [] : [[value, next]];
}
