import type { Criterion } from '../../logic/Criterion.js';
import { allOf, anyOf, not } from '../../logic/Truth.js';

/**
 * Conjunction of criteria as one: where it fails, the first that fails; where it is not known, the first that is not; else all
 * of them together. The empty conjunction holds.
 */
export function allOfCriteria(criteria: readonly Criterion[]): Criterion {
  const truth = allOf(criteria.map((criterion) => criterion.truth));
  if (truth !== 'yes') return decisive(criteria, truth) ?? joined(criteria, ' and ', truth);
  return joined(criteria, ' and ', truth);
}

/**
 * Disjunction of criteria as one: where it holds, the first that holds; where it is not known, the first that is not; else all
 * of them together. The empty disjunction fails.
 */
export function anyOfCriteria(criteria: readonly Criterion[]): Criterion {
  const truth = anyOf(criteria.map((criterion) => criterion.truth));
  if (truth !== 'no') return decisive(criteria, truth) ?? joined(criteria, ' or ', truth);
  return joined(criteria, ' or ', truth);
}

/** Negation of a criterion. */
export function notCriterion(criterion: Criterion): Criterion {
  return { ...criterion, expected: `not (${criterion.expected})`, truth: not(criterion.truth) };
}

function decisive(criteria: readonly Criterion[], truth: Criterion['truth']): Criterion | undefined {
  return criteria.find((criterion) => criterion.truth === truth);
}

function joined(criteria: readonly Criterion[], word: ' and ' | ' or ', truth: Criterion['truth']): Criterion {
  const [first, ...others] = criteria;
  if (first === undefined) {
    const expected = word === ' and ' ? 'nothing' : 'one of none';
    return { name: 'no rules', expected, got: 'nothing', truth };
  }
  if (others.length === 0) return first;
  return {
    // Every name: which inputs were asked for is read off them.
    name: [...new Set(criteria.map(({ name }) => name))].join(word),
    expected: told(
      criteria.map(({ expected }) => expected),
      word,
    ),
    got: told(
      criteria.map(({ got }) => got),
      ', ',
    ),
    truth,
  };
}

/** Each text once, and no more of them than a person reads. */
function told(texts: readonly string[], separator: string): string {
  const unique = [...new Set(texts)];
  const rest = unique.length - MAX_TOLD;
  return unique.slice(0, MAX_TOLD).join(separator) + (rest > 0 ? `${separator}${rest} more` : '');
}

const MAX_TOLD = 6;
