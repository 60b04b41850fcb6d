import type { Criterion } from '../../logic/Criterion.js';
import { not, truthOf, type Truth } from '../../logic/Truth.js';

/**
 * The criterion of an option that may be negated. `truth` is that of the option without `!`; a boolean stands for `yes` or `no`.
 */
export function criterion(
  name: string,
  option: { readonly not: boolean },
  expected: string,
  got: string,
  truth: Truth | boolean,
  note?: string,
): Criterion {
  const plain = typeof truth === 'boolean' ? truthOf(truth) : truth;
  return {
    name,
    expected: option.not ? `! ${expected}` : expected,
    got,
    truth: option.not ? not(plain) : plain,
    ...(note !== undefined && { note }),
  };
}

/** A criterion whose truth `!` does not turn round. */
export function fixedCriterion(
  name: string,
  option: { readonly not: boolean },
  expected: string,
  got: string,
  truth: Truth,
  note: string,
): Criterion {
  return { name, expected: option.not ? `! ${expected}` : expected, got, truth, note };
}

/** The words of an option that may be negated. */
export function optionWords(
  name: string,
  option: { readonly not: boolean } | undefined,
  ...values: readonly string[]
): readonly string[] {
  if (option === undefined) return [];
  return option.not ? ['!', name, ...values] : [name, ...values];
}

/** What a criterion shows for something that the facts do not say. */
export const NOT_KNOWN = 'not known';
