/** One branch of a fork: how often it was seen, and how likely each time it was said to be. */
export interface Frequency {
  readonly label: string;
  readonly seen: number;
  readonly probability: number;
}

/** Pearson's statistic of observed frequencies against probabilities, and what it may come to by chance. */
export interface ChiSquared {
  readonly statistic: number;
  readonly degrees: number;
  /** How likely chance alone gives a statistic as large. */
  readonly pValue: number;
  readonly agrees: boolean;
}

/** Fewer expected than this, and the approximation does not hold: such branches are counted together. */
const LEAST_EXPECTED = 5;

/** What chance alone may do is one in so many. */
const SIGNIFICANCE = 0.001;

/**
 * Pearson's chi-squared test at 0.001. Branches of which fewer than 5 are expected are joined; a branch that can't be (probability
 * 0) and was seen disagrees whatever the others do.
 */
export function chiSquared(frequencies: readonly Frequency[]): ChiSquared {
  const total = frequencies.reduce((sum, { seen }) => sum + seen, 0);
  const impossible = frequencies.some(({ seen, probability }) => seen > 0 && probability <= 0);
  const bins = joinRare(
    frequencies
      .filter(({ probability }) => probability > 0)
      .map(({ seen, probability }) => ({ seen, expected: probability * total })),
  );
  const statistic = bins.reduce((sum, { seen, expected }) => sum + (seen - expected) ** 2 / expected, 0);
  const degrees = Math.max(0, bins.length - 1);
  const pValue = impossible ? 0 : chanceOf(statistic, degrees);
  return { statistic, degrees, pValue, agrees: pValue >= SIGNIFICANCE };
}

interface Bin {
  readonly seen: number;
  readonly expected: number;
}

function joinRare(bins: readonly Bin[]): readonly Bin[] {
  const sorted = [...bins].sort((a, b) => a.expected - b.expected);
  const joined: Bin[] = [];
  let open: Bin = { seen: 0, expected: 0 };
  for (const { seen, expected } of sorted) {
    open = { seen: open.seen + seen, expected: open.expected + expected };
    if (open.expected < LEAST_EXPECTED) continue;
    joined.push(open);
    open = { seen: 0, expected: 0 };
  }
  const last = joined.pop();
  if (last === undefined) return open.expected > 0 ? [open] : [];
  return [...joined, { seen: last.seen + open.seen, expected: last.expected + open.expected }];
}

/** The upper tail of the chi-squared distribution, by its recurrence from 1 or 2 degrees of freedom (Abramowitz and Stegun 26.4.8). */
function chanceOf(statistic: number, degrees: number): number {
  if (degrees === 0 || statistic <= 0) return 1;
  const half = statistic / 2;
  const odd = degrees % 2 === 1;
  let tail = odd ? complementaryError(Math.sqrt(half)) : Math.exp(-half);
  let term = odd ? Math.exp(-half) * Math.sqrt(half / Math.PI) * 2 : Math.exp(-half) * half;
  for (let known = odd ? 1 : 2; known < degrees; known += 2) {
    tail += term;
    term *= half / (known / 2 + 1);
  }
  return Math.min(1, tail);
}

/** erfc for arguments from 0 on, within 1.5e-7 (Abramowitz and Stegun 7.1.26). */
function complementaryError(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return polynomial * Math.exp(-x * x);
}
