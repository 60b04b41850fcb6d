import { describe, expect, it } from 'vitest';
import type { StringMatcher } from '../../../src/envoy/model/StringMatcher.js';
import { describeStringMatcher, stringMatcherNote } from '../../../src/envoy/string/describeStringMatcher.js';
import { matchString } from '../../../src/envoy/string/matchString.js';
import { unknownValue } from '../../../src/envoy/string/unknownValue.js';
import { atLeast } from '../../../src/envoy/version.js';

const of = (kind: 'exact' | 'prefix' | 'suffix' | 'contains', value: string, ignoreCase = false): StringMatcher => ({
  kind,
  value,
  ignoreCase,
});
const regex = (text: string): StringMatcher => ({ kind: 'safe_regex', regex: text });

describe('string matchers', () => {
  it.each<[StringMatcher, string, string]>([
    [of('exact', 'a'), 'a', 'yes'],
    [of('exact', 'a'), 'A', 'no'],
    [of('exact', 'a', true), 'A', 'yes'],
    [of('exact', 'ä', true), 'Ä', 'no'],
    [of('prefix', 'ab'), 'abc', 'yes'],
    [of('prefix', 'AB', true), 'abc', 'yes'],
    [of('suffix', 'bc'), 'abc', 'yes'],
    [of('contains', 'b'), 'abc', 'yes'],
    [of('exact', ''), 'a', 'no'],
    [{ kind: 'legacy_exact', value: '' }, 'a', 'yes'],
    [{ kind: 'legacy_exact', value: 'b' }, 'a', 'no'],
    [regex('a.*'), 'abc', 'yes'],
    [regex('a'), 'abc', 'no'],
    [regex('.*'), 'a\nb', 'no'],
    [regex('(?=a)'), 'a', 'unknown'],
    [{ kind: 'ecmascript', regex: '(a)\\1' }, 'aa', 'unknown'],
    [{ kind: 'unsupported', field: 'custom' }, 'a', 'unknown'],
    [of('exact', 'a'), unknownValue('x'), 'unknown'],
    [of('prefix', ''), unknownValue('x'), 'yes'],
    [regex('.*'), unknownValue('x'), 'yes'],
  ])('%o against %j: %s', (matcher, value, expected) => {
    expect(matchString(matcher, value)).toBe(expected);
  });

  it.each<[StringMatcher, string, string | undefined]>([
    [of('prefix', '/a', true), 'prefix /a (ignore_case)', undefined],
    [of('exact', ''), 'exact ""', undefined],
    [regex('(?=a)'), 'regex (?=a)', 'regex is not evaluated: invalid perl operator: (?='],
    [{ kind: 'unsupported', field: 'custom' }, 'custom', 'custom is not evaluated'],
  ])('%o in words', (matcher, words, note) => {
    expect([describeStringMatcher(matcher), stringMatcherNote(matcher)]).toEqual([words, note]);
  });
});

describe('atLeast', () => {
  it.each([
    ['1.39.0', '1.39.0', 'yes'],
    ['1.39.1', '1.39.0', 'yes'],
    ['1.38.9', '1.39.0', 'no'],
    ['1.9.0', '1.39.0', 'no'],
    ['2.0.0', '1.39.0', 'yes'],
    ['1.40.0-dev', '1.39.0', 'yes'],
    [undefined, '1.39.0', 'unknown'],
    ['latest', '1.39.0', 'unknown'],
  ])('%s from %s: %s', (version, floor, expected) => {
    expect(atLeast(version, floor)).toBe(expected);
  });
});
