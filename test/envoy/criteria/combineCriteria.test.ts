import { describe, expect, it } from 'vitest';
import { allOfCriteria, anyOfCriteria, notCriterion } from '../../../src/envoy/criteria/combineCriteria.js';
import type { Criterion } from '../../../src/logic/Criterion.js';
import type { Truth } from '../../../src/logic/Truth.js';

const criterion = (name: string, truth: Truth): Criterion => ({
  name,
  expected: `${name}!`,
  got: `not ${name}`,
  truth,
});
const yes = criterion('a', 'yes');
const no = criterion('b', 'no');
const open = criterion('c', 'unknown');
const told = ({ name, expected, truth }: Criterion) => `${truth}: ${name} ${expected}`;

describe('criteria are told by the one that decides', () => {
  it.each<[string, Criterion, string]>([
    ['all: the first that fails', allOfCriteria([yes, open, no]), 'no: b b!'],
    ['all: else the first that is open', allOfCriteria([yes, open]), 'unknown: c c!'],
    ['all: else all', allOfCriteria([yes, { ...no, truth: 'yes' }]), 'yes: a and b a! and b!'],
    ['all of none', allOfCriteria([]), 'yes: no rules nothing'],
    ['any: the first that holds', anyOfCriteria([no, open, yes]), 'yes: a a!'],
    ['any: else the first that is open', anyOfCriteria([no, open]), 'unknown: c c!'],
    ['any: else all', anyOfCriteria([no, { ...yes, truth: 'no' }]), 'no: b or a b! or a!'],
    ['any of none', anyOfCriteria([]), 'no: no rules one of none'],
    ['not', notCriterion(no), 'yes: b not (b!)'],
    ['not of what is open', notCriterion(open), 'unknown: c not (c!)'],
  ])('%s', (_rule, combined, expected) => {
    expect(told(combined)).toBe(expected);
  });

  it('and no more of them than a person reads', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...criterion(`x${index}`, 'no'), name: 'x' }));
    expect(anyOfCriteria(many)).toMatchObject({
      name: 'x',
      expected: 'x0! or x1! or x2! or x3! or x4! or x5! or 3 more',
    });
  });
});
