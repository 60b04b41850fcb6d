import { EXPECTED } from './EXPECTED.js';

/** How often features were met, by name. */
export type Reach = Readonly<Record<string, { readonly hits: number; readonly misses: number }>>;

/** What a run should have shown and has not: `header range_match: no miss`; and what it has shown although it is said that it can't. */
export function missing(reach: Reach): readonly string[] {
  return [...EXPECTED].flatMap(([name, expectation]) => {
    if (typeof expectation !== 'string')
      return reach[name] === undefined ? [] : [`${name}: met, although ${expectation.why}`];
    const { hits = 0, misses = 0 } = reach[name] ?? {};
    if (expectation === 'met') return hits + misses === 0 ? [`${name}: not met`] : [];
    const lacking = [
      ...(hits === 0 ? ['no hit'] : []),
      ...(expectation === 'hit and miss' && misses === 0 ? ['no miss'] : []),
    ];
    return lacking.length === 0 ? [] : [`${name}: ${lacking.join(', ')}`];
  });
}
