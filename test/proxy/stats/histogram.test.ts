import { describe, expect, test } from 'vitest';
import { countUpTo, Histogram, quantileOf, sumOf } from '../../../src/proxy/stats/Histogram.js';

function recorded(...values: readonly number[]) {
  const histogram = new Histogram('x');
  for (const value of values) histogram.record(value);
  histogram.flush();
  return histogram.cumulative();
}

/** Recorded on a real Envoy 1.40.0: what `/stats` and `/stats/prometheus` said of these values. */
describe('as Envoy prints it', () => {
  test.each([
    ['22', [22], 0, 22.5],
    ['22', [22], 1, 22.5],
    ['36 times 1: P0', Array<number>(36).fill(1), 0, 1.0027027027027027],
    ['36 times 1: P25', Array<number>(36).fill(1), 0.25, 1.0243243243243243],
    ['36 times 1: P99', Array<number>(36).fill(1), 0.99, 1.0972972972972972],
    ['0', [0, 0], 0.5, 0],
  ])('quantile: %s', (_name, values, quantile, expected) =>
    expect(quantileOf(recorded(...values), quantile)).toBeCloseTo(expected, 12),
  );

  test.each([
    ['1', [0, 1], 1.0476190476190477],
    ['7', [7], 7.049645390070922],
  ])('sum of %s', (_name, values, expected) => expect(sumOf(recorded(...values))).toBeCloseTo(expected, 12));

  test('buckets count whole bins', () => {
    const bins = recorded(0, 1, 7);
    expect([0.5, 1, 5, 10].map((limit) => countUpTo(bins, limit))).toEqual([1, 1, 2, 3]);
  });

  test('nothing is shown before the first flush, and an interval ends with a flush', () => {
    const histogram = new Histogram('x');
    histogram.record(5);
    expect(histogram.used).toBe(false);
    histogram.flush();
    expect([histogram.used, histogram.interval().length]).toEqual([true, 1]);
    histogram.flush();
    expect([histogram.used, histogram.interval().length]).toEqual([true, 0]);
  });
});
