import { describe, expect, it } from 'vitest';
import { matchHeader } from '../../../src/envoy/route/match/matchHeader.js';
import { parseHeaderMatcher } from '../../../src/envoy/parse/parseHeaderMatcher.js';
import { unknownValue } from '../../../src/envoy/string/unknownValue.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { requestContext, type RequestOptions } from '../requestContext.js';

type Values = string | readonly string[] | undefined;

function truth(
  matcher: JsonObject,
  values: Values,
  options: RequestOptions = {},
  user: 'route' | 'rbac' = 'route',
): string {
  const name = typeof matcher.name === 'string' ? matcher.name : 'x';
  const headers = values === undefined ? {} : { headers: { [name]: values } };
  const context = requestContext('GET example.com/a?b=c', { ...options, ...headers });
  return matchHeader(parseHeaderMatcher({ name, ...matcher }, ''), context, user).truth;
}

const exact = (value: string) => ({ string_match: { exact: value } });

describe('a single value', () => {
  it.each<[string, JsonObject, Values, string]>([
    ['exact', exact('a'), 'a', 'yes'],
    ['exact is case-sensitive', exact('a'), 'A', 'no'],
    ['exact and empty', exact('a'), '', 'no'],
    ['ignore_case', { string_match: { exact: 'a', ignore_case: true } }, 'A', 'yes'],
    ['prefix', { string_match: { prefix: 'ab' } }, 'abc', 'yes'],
    ['suffix', { string_match: { suffix: 'bc' } }, 'abc', 'yes'],
    ['contains', { string_match: { contains: 'b' } }, 'abc', 'yes'],
    ['regex is a full match', { string_match: { safe_regex: { regex: 'a.' } } }, 'abc', 'no'],
    ['inverted', { ...exact('a'), invert_match: true }, 'b', 'yes'],
    ['present', { present_match: true }, '', 'yes'],
    ['present_match false', { present_match: false }, 'a', 'no'],
    ['present inverted', { present_match: true, invert_match: true }, 'a', 'no'],
    ['present_match false inverted', { present_match: false, invert_match: true }, 'a', 'yes'],
    ['no specifier', {}, 'a', 'yes'],
    ['no specifier inverted', { invert_match: true }, 'a', 'no'],
    ['legacy exact_match "" takes any value', { exact_match: '' }, 'a', 'yes'],
    ['string_match exact "" takes only the empty one', exact(''), 'a', 'no'],
    ['string_match exact "" and empty', exact(''), '', 'yes'],
  ])('%s', (_rule, matcher, value, expected) => {
    expect(truth(matcher, value)).toBe(expected);
  });
});

describe('a missing header', () => {
  it.each<[string, JsonObject, string]>([
    ['exact', exact('a'), 'no'],
    ['exact inverted: a miss all the same', { ...exact('a'), invert_match: true }, 'no'],
    ['range inverted', { range_match: { start: 1, end: 2 }, invert_match: true }, 'no'],
    ['present', { present_match: true }, 'no'],
    ['present_match false', { present_match: false }, 'yes'],
    ['present inverted', { present_match: true, invert_match: true }, 'yes'],
    ['present_match false inverted', { present_match: false, invert_match: true }, 'no'],
    ['no specifier', {}, 'no'],
    ['no specifier inverted', { invert_match: true }, 'yes'],
    ['legacy exact_match ""', { exact_match: '' }, 'no'],
  ])('%s', (_rule, matcher, expected) => {
    expect(truth(matcher, undefined)).toBe(expected);
  });

  it.each<[string, JsonObject, string]>([
    ['exact ""', exact(''), 'yes'],
    ['exact a inverted', { ...exact('a'), invert_match: true }, 'yes'],
    ['present', { present_match: true }, 'yes'],
    ['present_match false', { present_match: false }, 'no'],
    ['range', { range_match: { start: 0, end: 9 } }, 'no'],
    ['no specifier', {}, 'yes'],
    ['regex .*', { string_match: { safe_regex: { regex: '.*' } } }, 'yes'],
  ])('treat_missing_header_as_empty, %s', (_rule, matcher, expected) => {
    expect(truth({ ...matcher, treat_missing_header_as_empty: true }, undefined)).toBe(expected);
  });
});

describe('range_match [-10, 5)', () => {
  const range = { range_match: { start: '-10', end: '5' } };
  it.each(['-10', '4', '+4', '04', ' 4'])('takes %j', (value) => {
    expect(truth(range, value)).toBe('yes');
  });
  it.each(['5', '4.5', '0x4', '4a', 'foo', '', '99999999999999999999'])('does not take %j', (value) => {
    expect(truth(range, value)).toBe('no');
  });
  it('inverted takes what is no number', () => {
    expect(truth({ ...range, invert_match: true }, 'foo')).toBe('yes');
  });
});

describe('pseudo headers', () => {
  it.each(['host', 'HOST', ':authority'])('%s is the authority', (name) => {
    expect(truth({ name, ...exact('example.com') }, undefined)).toBe('yes');
    expect(truth({ name, ...exact('EXAMPLE.com') }, undefined)).toBe('no');
  });
  it(':path has the query', () => {
    expect(truth({ name: ':path', ...exact('/a?b=c') }, undefined)).toBe('yes');
  });
  it(':method', () => {
    expect(truth({ name: ':method', ...exact('GET') }, undefined)).toBe('yes');
  });
});

describe('a repeated header', () => {
  it.each<[string, JsonObject, readonly string[], string]>([
    ['one line that fits is enough', exact('a'), ['b', 'a'], 'yes'],
    ['not joined', exact('a,b'), ['a', 'b'], 'no'],
    ['no comma between lines', { string_match: { contains: ',' } }, ['a', 'b'], 'no'],
    ['any line in range', { range_match: { start: 1, end: 5 } }, ['9', '2'], 'yes'],
    ['inverted: no line fits', { ...exact('a'), invert_match: true }, ['b', 'c'], 'yes'],
    ['inverted: one line fits', { ...exact('a'), invert_match: true }, ['b', 'a'], 'no'],
  ])('since 1.39.0: %s', (_rule, matcher, values, expected) => {
    expect(truth(matcher, values, { version: '1.39.0' })).toBe(expected);
  });

  it('up to 1.38.3 lines are joined with a comma', () => {
    expect(truth(exact('a,b'), ['a', 'b'], { version: '1.38.3' })).toBe('yes');
    expect(truth(exact('a'), ['b', 'a'], { version: '1.38.3' })).toBe('no');
  });

  it('unknown version: decided only where both ways agree', () => {
    expect(truth(exact('a'), ['b', 'a'], { version: undefined })).toBe('unknown');
    expect(truth(exact('z'), ['b', 'a'], { version: undefined })).toBe('no');
    expect(truth(exact('a'), 'a', { version: undefined })).toBe('yes');
  });

  it('the runtime guard restores joining', () => {
    const runtime = { 'envoy.reloadable_features.match_headers_individually': 'false' };
    expect(truth(exact('a,b'), ['a', 'b'], { runtime })).toBe('yes');
  });

  it.each(['x-forwarded-for', 'accept', 'user-agent', 'via', 'authorization', 'referer'])(
    '%s is one joined value',
    (name) => {
      expect(truth({ name, ...exact('a') }, ['b', 'a'])).toBe('no');
      expect(truth({ name, ...exact('b,a') }, ['b', 'a'])).toBe('yes');
    },
  );

  it.each(['cookie', 'forwarded', 'x-custom'])('%s is not joined', (name) => {
    expect(truth({ name, ...exact('a') }, ['b', 'a'])).toBe('yes');
  });

  it.each([
    ['1.37.0', 'no'],
    ['1.38.2', 'yes'],
    ['1.38.0', 'unknown'],
  ])('RBAC on %s: one line that fits: %s', (version, expected) => {
    expect(truth(exact('a'), ['b', 'a'], { version }, 'rbac')).toBe(expected);
  });
});

describe('what is not known', () => {
  it('a value that is not known is present, and matches nothing for sure', () => {
    const value = unknownValue('x-request-id');
    expect(truth({ present_match: true }, value)).toBe('yes');
    expect(truth(exact('a'), value)).toBe('unknown');
    expect(truth({ string_match: { prefix: 'a' }, invert_match: true }, value)).toBe('unknown');
  });

  it('a matcher that is not modelled', () => {
    expect(truth({ string_match: { custom: {} } }, 'a')).toBe('unknown');
    expect(truth({ string_match: { custom: {} } }, undefined)).toBe('unknown');
  });
});
