/**
 * Three-valued truth (Kleene). `unknown` means: the facts do not say, or the rule is not modelled. It is never read as `no`.
 */
export type Truth = 'yes' | 'no' | 'unknown';

/** The truth of a JavaScript condition. */
export function truthOf(condition: boolean): Truth {
  return condition ? 'yes' : 'no';
}

/** Kleene negation. */
export function not(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown';
  return truth === 'yes' ? 'no' : 'yes';
}

/** Kleene conjunction: one `no` decides; the empty conjunction is `yes`. */
export function allOf(truths: Iterable<Truth>): Truth {
  let result: Truth = 'yes';
  for (const truth of truths) {
    if (truth === 'no') return 'no';
    if (truth === 'unknown') result = 'unknown';
  }
  return result;
}

/** Kleene disjunction: one `yes` decides; the empty disjunction is `no`. */
export function anyOf(truths: Iterable<Truth>): Truth {
  let result: Truth = 'no';
  for (const truth of truths) {
    if (truth === 'yes') return 'yes';
    if (truth === 'unknown') result = 'unknown';
  }
  return result;
}
