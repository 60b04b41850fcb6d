import type { SuggestRule } from './Ending.js';

/** INDETERMINATE by code that is not run: how to say what it does. */
export const opaqueCode: SuggestRule = ({ verdict, steps }) => {
  if (verdict.code !== 'INDETERMINATE') return [];
  const names = new Set(
    steps.filter(({ outcome, kind }) => outcome === 'opaque' && kind !== 'rule').map(({ subject }) => subject),
  );
  const [first] = [...names].filter((name) => name !== '');
  if (first === undefined) return [];
  const all = names.size > 1 ? `, or --assume '*=pass' for all ${names.size}` : '';
  return [`Say what ${first} does: --assume ${first}=pass or --assume ${first}=deny${all}.`];
};
