import type { Step } from '../trace/model/Step.js';
import type { Difference } from './Expectation.js';

/** Whether the rules were taken in this order; others may be between them. The first that is not found ends the search. */
export function compareRules(expected: readonly string[], steps: readonly Step[]): readonly Difference[] {
  const taken = steps.flatMap(({ evidence }) =>
    evidence.flatMap((one) => (one.kind === 'rule' ? [one.coordinate] : [])),
  );
  let from = 0;
  for (const [index, coordinate] of expected.entries()) {
    const at = taken.indexOf(coordinate, from);
    if (at < 0)
      return [
        { field: `rules[${index}]`, expected: coordinate, got: taken.slice(from).join(', ') || 'no further rule' },
      ];
    from = at + 1;
  }
  return [];
}
