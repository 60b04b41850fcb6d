/** A range of values that are counted together: `[left, left + width)`; the one of 0 has no width. */
export interface Bin {
  readonly left: number;
  readonly width: number;
  readonly count: number;
}

/**
 * Counts values in bins of two significant digits, as Envoy's histograms do (libcircllhist), so that what is printed of the
 * same values is the same. `interval` is what was recorded since the last `flush`, `cumulative` all that was flushed: like
 * Envoy's, a histogram shows nothing before its first flush.
 */
export class Histogram {
  readonly kind = 'histogram';
  readonly #current = new Map<number, number>();
  readonly #interval = new Map<number, number>();
  readonly #cumulative = new Map<number, number>();

  constructor(readonly name: string) {}

  get used(): boolean {
    return this.#cumulative.size > 0;
  }

  /** Whether anything was recorded, if not flushed yet. */
  get touched(): boolean {
    return this.#current.size > 0;
  }

  /** `value`: not negative; milliseconds, unless the name says otherwise. */
  record(value: number): void {
    count(this.#current, binOf(value), 1);
  }

  /** Ends an interval. */
  flush(): void {
    this.#interval.clear();
    for (const [bin, times] of this.#current) {
      this.#interval.set(bin, times);
      count(this.#cumulative, bin, times);
    }
    this.#current.clear();
  }

  interval(): readonly Bin[] {
    return sorted(this.#interval);
  }

  cumulative(): readonly Bin[] {
    return sorted(this.#cumulative);
  }
}

/** The value below which the part `quantile` (0 to 1) of all values lies; NaN for none. The values of a bin lie evenly in it. */
export function quantileOf(bins: readonly Bin[], quantile: number): number {
  const rank = Math.max(1, Math.ceil(countOf(bins) * quantile));
  let below = 0;
  for (const { left, width, count: inBin } of bins) {
    if (below + inBin >= rank) return left + (width * (rank - below)) / (inBin + 1);
    below += inBin;
  }
  return NaN;
}

/** How many values there are. */
export function countOf(bins: readonly Bin[]): number {
  return bins.reduce((sum, { count: inBin }) => sum + inBin, 0);
}

/** About the sum of all values: each counts as the harmonic mean of its bin's ends. */
export function sumOf(bins: readonly Bin[]): number {
  return bins.reduce((sum, { left, width, count: inBin }) => {
    const right = left + width;
    return left === 0 ? sum : sum + ((left * right * 2) / (left + right)) * inBin;
  }, 0);
}

/** How many values lie in bins that do not reach beyond `limit`. */
export function countUpTo(bins: readonly Bin[], limit: number): number {
  return countOf(bins.filter(({ left, width }) => left + width <= limit));
}

/** Two digits and an exponent in one number: 7.05 gives 70 with exponent 0. */
function binOf(value: number): number {
  if (!(value > 0)) return 0;
  const exponent = Math.floor(Math.log10(value));
  const digits = Math.floor(value / 10 ** (exponent - 1) + 1e-9);
  return digits < 10
    ? binKey(digits * 10, exponent - 1)
    : digits > 99
      ? binKey(10, exponent + 1)
      : binKey(digits, exponent);
}

function binKey(digits: number, exponent: number): number {
  return (exponent + 200) * 100 + digits;
}

function sorted(bins: ReadonlyMap<number, number>): readonly Bin[] {
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([key, times]) => {
      if (key === 0) return { left: 0, width: 0, count: times };
      const power = Math.floor(key / 100) - 201;
      // Of whole numbers, so that 1.1 is 11 / 10 and no sum of parts.
      const scale = (digits: number) => (power < 0 ? digits / 10 ** -power : digits * 10 ** power);
      return { left: scale(key % 100), width: scale(1), count: times };
    });
}

function count(bins: Map<number, number>, bin: number, times: number): void {
  bins.set(bin, (bins.get(bin) ?? 0) + times);
}
