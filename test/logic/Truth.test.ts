import { describe, expect, test } from 'vitest';
import { allOf, anyOf, not, truthOf } from '../../src/logic/Truth.js';

describe('three-valued truth (Kleene)', () => {
  test.each([
    ['yes', 'no'],
    ['no', 'yes'],
    ['unknown', 'unknown'],
  ] as const)('not %s is %s', (truth, expected) => expect(not(truth)).toBe(expected));

  test.each([
    [[], 'yes', 'no'],
    [['yes'], 'yes', 'yes'],
    [['no'], 'no', 'no'],
    [['unknown'], 'unknown', 'unknown'],
    [['yes', 'no'], 'no', 'yes'],
    [['yes', 'unknown'], 'unknown', 'yes'],
    [['no', 'unknown'], 'no', 'unknown'],
    [['unknown', 'no', 'yes'], 'no', 'yes'],
  ] as const)('of %j all: %s, any: %s', (truths, all, any) => {
    expect([allOf(truths), anyOf(truths)]).toEqual([all, any]);
  });

  test('a condition is yes or no', () => expect([truthOf(true), truthOf(false)]).toEqual(['yes', 'no']));
});
