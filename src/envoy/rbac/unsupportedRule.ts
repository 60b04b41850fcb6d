import type { Criterion } from '../../logic/Criterion.js';

/** A rule of a kind that is not modelled: undecided, by its field's name. */
export function unsupportedRule({ field }: { readonly field: string }): Criterion {
  return { name: field, expected: 'a match', got: 'not known', truth: 'unknown', note: `${field} is not evaluated` };
}
