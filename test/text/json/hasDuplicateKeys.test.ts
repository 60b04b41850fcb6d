import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDuplicateKeys } from '../../../src/text/json/findDuplicateKeys.js';
import { hasDuplicateKeys } from '../../../src/text/json/hasDuplicateKeys.js';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';

const has = (text: string) => hasDuplicateKeys({ name: 'x', text, value: JSON.parse(text) as JsonValue });

describe('a key twice in one object', () => {
  test.each([
    ['{"a":1,"a":2}', true],
    ['{"a":{"b":1,"b":1}}', true],
    ['[{"a":1}, {"a" :2}]', false],
    ['{"a":"b\\":","b":"\\\\"}', false],
    ['{"a\\"":1,\n"a\\"" : 1}', true],
    ['"a"', false],
    ['{"__proto__":1}', false],
    ['["a:", "b"]', false],
    ['{"a":":b","c":":"}', false],
    ['{"a:":1,"a:":2}', true],
    ['{"a ":1,"a ":2}', true],
    ['{"\\\\":1,"\\\\":2}', true],
    ['{"":1,"":2}', true],
    ['{\n"a":":\\":","a:":":"}', false],
    ['":"', false],
  ])('%s: %s', (text, expected) => {
    expect(has(text)).toBe(expected);
  });
});

test('agrees with the search for them', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.boolean(), (value, isPretty) => {
      const text = JSON.stringify(value, undefined, isPretty ? 2 : 0);
      const twice = `{"a":${text},"a":${text}}`;
      expect([has(text), has(twice)]).toEqual([findDuplicateKeys(text).length > 0, true]);
    }),
  );
});

test('agrees on keys and values of quotes, colons, backslashes and blanks', () => {
  const odd = fc.string({ unit: fc.constantFrom('"', ':', '\\', ' ', '\n', ',', '{', 'a'), maxLength: 5 });
  const objects = fc.array(fc.tuple(odd, odd), { maxLength: 5 });
  fc.assert(
    fc.property(objects, fc.constantFrom(':', ' : ', '\n:\n'), (members, colon) => {
      const texts = members.map(([key, value]) => JSON.stringify(key) + colon + JSON.stringify(value));
      const text = `{${texts.join(',')}}`;
      expect(has(text)).toBe(findDuplicateKeys(text).length > 0);
    }),
    { numRuns: 500 },
  );
});
