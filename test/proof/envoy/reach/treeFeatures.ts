import { evaluateMatcherTree } from '../../../../src/envoy/matcher/evaluateMatcherTree.js';
import { evaluatePredicate } from '../../../../src/envoy/matcher/evaluatePredicate.js';
import type { ReadInput } from '../../../../src/envoy/matcher/InputValue.js';
import type { MatcherPredicate, MatcherTree, OnMatch } from '../../../../src/envoy/model/MatcherTree.js';
import { asked, type Feature } from './Feature.js';

/** Every tree below a matcher, on its own: whether it leads to an action; every predicate, whether it holds; what they ask for. */
export function treeFeatures(tree: MatcherTree, read: ReadInput): readonly Feature[] {
  const { truth } = evaluateMatcherTree(tree, read);
  const { branches, onNoMatch } = tree;
  const below = (next: OnMatch): readonly Feature[] =>
    next.kind === 'matcher' ? treeFeatures(next.matcher, read) : [];
  const own = asked(`matcher ${branches.kind}`, truth);
  const rest = onNoMatch === undefined ? [] : below(onNoMatch);
  switch (branches.kind) {
    case 'none':
    case 'unsupported':
      return [...own, ...rest];
    case 'matcher_list':
      return [
        ...own,
        ...branches.matchers.flatMap(({ predicate, onMatch }) => [
          ...predicateFeatures(predicate, read),
          ...below(onMatch),
        ]),
        ...rest,
      ];
    case 'exact_match_map':
    case 'prefix_match_map':
      return [
        ...own,
        ...asked(`input ${branches.input.name}`, truth),
        ...[...branches.map.values()].flatMap(below),
        ...rest,
      ];
    case 'ip_matcher':
      return [
        ...own,
        ...asked(`input ${branches.input.name}`, truth),
        ...branches.ranges.flatMap(({ onMatch }) => below(onMatch)),
        ...rest,
      ];
  }
}

function predicateFeatures(predicate: MatcherPredicate, read: ReadInput): readonly Feature[] {
  const own = asked(`predicate ${predicate.kind}`, evaluatePredicate(predicate, read).truth);
  switch (predicate.kind) {
    case 'single':
      return [...own, ...asked(`input ${predicate.input.name}`, evaluatePredicate(predicate, read).truth)];
    case 'and':
    case 'or':
      return [...own, ...predicate.predicates.flatMap((one) => predicateFeatures(one, read))];
    case 'not':
      return [...own, ...predicateFeatures(predicate.predicate, read)];
    case 'unsupported':
      return own;
  }
}
