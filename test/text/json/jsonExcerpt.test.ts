import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonExcerpt } from '../../../src/text/json/jsonExcerpt.js';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';

test('what fits is the whole text', () => {
  expect(jsonExcerpt({ a: [1, null], b: 'x' }, 22)).toBe('{"a":[1,null],"b":"x"}');
});

test('what does not fit is cut', () => {
  expect(jsonExcerpt({ a: [1, null], b: 'x' }, 21)).toBe('{"a":[1,null],"b":"x"…');
  expect(jsonExcerpt('abcdef', 3)).toBe('"ab…');
});

test('what is behind the cut is not read', () => {
  const trap = {
    a: 'long enough',
    get b(): never {
      throw new Error('read');
    },
  };
  expect(jsonExcerpt(trap, 5)).toBe('{"a":…');
});

test('the beginning is that of JSON.stringify', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.integer({ min: 1, max: 60 }), (json, length) => {
      const text = JSON.stringify(json);
      const expected = text.length > length ? `${text.slice(0, length)}…` : text;
      expect(jsonExcerpt(json as JsonValue, length)).toBe(expected);
    }),
  );
});
