/** One thing that may happen, how likely, and how often it did. */
export interface Share {
  readonly probability: number;
  readonly seen: number;
}

/** Quantile of the normal distribution at 0.001. */
const Z = 3.0902;

/**
 * Whether frequencies fit probabilities by the chi-squared test at 0.001 (its quantile by Wilson and Hilferty). What is expected
 * less than five times is taken together.
 */
export function fits(shares: readonly Share[]): boolean {
  const total = shares.reduce((sum, { seen }) => sum + seen, 0);
  const rare = shares.filter(({ probability }) => probability * total < 5);
  const rest = shares.filter(({ probability }) => probability * total >= 5);
  const joined: Share = {
    probability: rare.reduce((sum, { probability }) => sum + probability, 0),
    seen: rare.reduce((sum, { seen }) => sum + seen, 0),
  };
  // A few rare ones can't be told from chance, unless they can't be at all.
  const cells = joined.probability * total >= 1 ? [...rest, joined] : rest;
  if (joined.probability * total < 1 && joined.seen > 6) return false;
  const freedom = cells.length - 1;
  if (freedom < 1) return true;
  const sum = cells.reduce(
    (x, { probability, seen }) => x + (seen - probability * total) ** 2 / (probability * total),
    0,
  );
  return sum <= freedom * (1 - 2 / (9 * freedom) + Z * Math.sqrt(2 / (9 * freedom))) ** 3;
}
