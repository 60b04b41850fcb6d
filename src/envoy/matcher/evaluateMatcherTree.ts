import type { Decision } from '../../logic/Decision.js';
import type { MatcherTree, OnMatch } from '../model/MatcherTree.js';
import type { ReadInput } from './InputValue.js';
import { evaluateMap } from './evaluateMap.js';
import { evaluateMatcherList } from './evaluateMatcherList.js';
import { evaluateRanges } from './evaluateRanges.js';
import { after, type MatchedAction, type TreeResult } from './TreeResult.js';

/**
 * `xds.type.matcher.v3.Matcher` (source/common/matcher/{matcher,list_matcher,map_matcher}.h): the first action that the tree leads
 * to. A nested matcher without a result counts as a miss where it stands: the next entry, the shorter prefix, the wider range,
 * then `on_no_match` (measured). `no`: the tree says nothing.
 */
export function evaluateMatcherTree(tree: MatcherTree, read: ReadInput): Decision<MatchedAction> {
  const result = evaluate(tree, read);
  const { because } = result;
  switch (result.kind) {
    case 'matched':
      return { truth: 'yes', value: result.action, at: result.action.at, because, skipped: [] };
    case 'missed':
    case 'unavailable':
      return { truth: 'no', at: tree.at, because, skipped: [] };
    case 'unknown':
      return { truth: 'unknown', at: tree.at, because, skipped: [], unknown: result.unknown };
  }
}

function evaluate(tree: MatcherTree, read: ReadInput): TreeResult {
  const onMatch = (next: OnMatch): TreeResult =>
    next.kind === 'matcher' ? evaluate(next.matcher, read) : { kind: 'matched', action: next, because: [] };
  const result = evaluateBranches(tree, read, onMatch);
  if (result.kind !== 'missed' || tree.onNoMatch === undefined) return result;
  return after(result.because, onMatch(tree.onNoMatch));
}

function evaluateBranches(
  { branches }: MatcherTree,
  read: ReadInput,
  onMatch: (next: OnMatch) => TreeResult,
): TreeResult {
  switch (branches.kind) {
    case 'none':
      return { kind: 'missed', because: [] };
    case 'matcher_list':
      return evaluateMatcherList(branches.matchers, read, onMatch);
    case 'exact_match_map':
    case 'prefix_match_map':
      return evaluateMap(branches, read, onMatch);
    case 'ip_matcher':
      return evaluateRanges(branches, read, onMatch);
    case 'unsupported':
      return { kind: 'unknown', unknown: `matcher ${branches.typeUrl}`, because: [] };
  }
}
