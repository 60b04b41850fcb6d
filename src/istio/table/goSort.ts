import { xorshift } from './xorshift.js';

/** Whether `a` belongs before `b`. */
export type Less<T> = (a: T, b: T) => boolean;

const INSERTION_LENGTH = 12;
const NINTHER_LENGTH = 50;
const MAX_SWAPS = 12;
const MAX_FIXES = 5;

/**
 * The order in which Go's `sort.Slice` (Go 1.20 and later) leaves `items`: a pattern-defeating quicksort, not stable
 * beyond 12 items. istioctl's tables depend on it where its comparisons tie, or, for routes, are no order at all.
 * Source: Go's sort package, `pdqsort_func` and its parts.
 */
export function goSort<T>(items: readonly T[], less: Less<T>): T[] {
  const sorter = new Sorter([...items], less);
  sorter.sort(0, items.length, 32 - Math.clz32(items.length));
  return sorter.items;
}

type Hint = 'increasing' | 'decreasing' | 'unknown';

/** Works in place on `items`; ranges are half open, [from, to). */
class Sorter<T> {
  constructor(
    readonly items: T[],
    private readonly comesBefore: Less<T>,
  ) {}

  sort(from: number, to: number, badPivotsAllowed: number): void {
    let balanced = true;
    let partitioned = true;
    for (;;) {
      const length = to - from;
      if (length <= INSERTION_LENGTH) {
        this.#insertionSort(from, to);
        return;
      }
      if (badPivotsAllowed === 0) {
        this.#heapSort(from, to);
        return;
      }
      if (!balanced) {
        this.#breakPatterns(from, to);
        badPivotsAllowed--;
      }
      let { pivot, hint } = this.#choosePivot(from, to);
      if (hint === 'decreasing') {
        this.#reverse(from, to);
        pivot = to - 1 - (pivot - from);
        hint = 'increasing';
      }
      if (balanced && partitioned && hint === 'increasing' && this.#partialInsertionSort(from, to)) return;
      if (from > 0 && !this.#less(from - 1, pivot)) {
        from = this.#partitionEqual(from, to, pivot);
        continue;
      }
      const split = this.#partition(from, to, pivot);
      partitioned = split.already;
      const left = split.at - from;
      const right = to - split.at;
      balanced = Math.min(left, right) >= Math.floor(length / 8);
      if (left < right) {
        this.sort(from, split.at, badPivotsAllowed);
        from = split.at + 1;
      } else {
        this.sort(split.at + 1, to, badPivotsAllowed);
        to = split.at;
      }
    }
  }

  #less(i: number, j: number): boolean {
    return this.comesBefore(this.items[i] as T, this.items[j] as T);
  }

  #swap(i: number, j: number): void {
    const item = this.items[i] as T;
    this.items[i] = this.items[j] as T;
    this.items[j] = item;
  }

  #insertionSort(from: number, to: number): void {
    for (let i = from + 1; i < to; i++) {
      for (let j = i; j > from && this.#less(j, j - 1); j--) this.#swap(j, j - 1);
    }
  }

  #heapSort(from: number, to: number): void {
    const length = to - from;
    for (let root = Math.floor((length - 1) / 2); root >= 0; root--) this.#siftDown(root, length, from);
    for (let end = length - 1; end >= 0; end--) {
      this.#swap(from, from + end);
      this.#siftDown(0, end, from);
    }
  }

  #siftDown(root: number, end: number, from: number): void {
    for (let child = 2 * root + 1; child < end; child = 2 * root + 1) {
      if (child + 1 < end && this.#less(from + child, from + child + 1)) child++;
      if (!this.#less(from + root, from + child)) return;
      this.#swap(from + root, from + child);
      root = child;
    }
  }

  /** Everything less than the pivot before it, the rest behind; `already` when nothing had to move. */
  #partition(from: number, to: number, pivot: number): { readonly at: number; readonly already: boolean } {
    this.#swap(from, pivot);
    let i = from + 1;
    let j = to - 1;
    for (let already = true; ; already = false) {
      while (i <= j && this.#less(i, from)) i++;
      while (i <= j && !this.#less(j, from)) j--;
      if (i > j) {
        this.#swap(j, from);
        return { at: j, already };
      }
      this.#swap(i++, j--);
    }
  }

  /** For a range without anything less than the pivot: what equals it first; returns where the rest begins. */
  #partitionEqual(from: number, to: number, pivot: number): number {
    this.#swap(from, pivot);
    let i = from + 1;
    let j = to - 1;
    for (;;) {
      while (i <= j && !this.#less(from, i)) i++;
      while (i <= j && this.#less(from, j)) j--;
      if (i > j) return i;
      this.#swap(i++, j--);
    }
  }

  /** Mends a range that is nearly in order; false when it gives up. */
  #partialInsertionSort(from: number, to: number): boolean {
    let i = from + 1;
    for (let fixes = 0; fixes < MAX_FIXES; fixes++) {
      while (i < to && !this.#less(i, i - 1)) i++;
      if (i === to) return true;
      if (to - from < NINTHER_LENGTH) return false;
      this.#swap(i, i - 1);
      // Go looks back as far as index 1 here, not only to the start of the range.
      if (i - from >= 2) for (let j = i - 1; j >= 1 && this.#less(j, j - 1); j--) this.#swap(j, j - 1);
      if (to - i >= 2) for (let j = i + 1; j < to && this.#less(j, j - 1); j++) this.#swap(j, j - 1);
    }
    return false;
  }

  #breakPatterns(from: number, to: number): void {
    const length = to - from;
    if (length < 8) return;
    const mask = (1n << BigInt(length.toString(2).length)) - 1n;
    const middle = from + Math.floor(length / 4) * 2;
    let random = BigInt(length);
    for (let index = middle - 1; index <= middle + 1; index++) {
      random = xorshift(random);
      const other = Number(random & mask);
      this.#swap(index, from + (other >= length ? other - length : other));
    }
  }

  #choosePivot(from: number, to: number): { pivot: number; hint: Hint } {
    const length = to - from;
    const quarter = Math.floor(length / 4);
    const count = { swaps: 0 };
    let [i, j, k] = [from + quarter, from + quarter * 2, from + quarter * 3];
    if (length >= NINTHER_LENGTH) {
      i = this.#median(i - 1, i, i + 1, count);
      j = this.#median(j - 1, j, j + 1, count);
      k = this.#median(k - 1, k, k + 1, count);
    }
    j = this.#median(i, j, k, count);
    if (count.swaps === 0) return { pivot: j, hint: 'increasing' };
    return { pivot: j, hint: count.swaps === MAX_SWAPS ? 'decreasing' : 'unknown' };
  }

  #median(a: number, b: number, c: number, count: { swaps: number }): number {
    const order = (x: number, y: number): readonly [number, number] => {
      if (!this.#less(y, x)) return [x, y];
      count.swaps++;
      return [y, x];
    };
    [a, b] = order(a, b);
    [b, c] = order(b, c);
    [a, b] = order(a, b);
    return b;
  }

  #reverse(from: number, to: number): void {
    for (let i = from, j = to - 1; i < j; i++, j--) this.#swap(i, j);
  }
}
