import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDuplicateKeys } from '../../../src/text/json/findDuplicateKeys.js';
import { splitPointer } from '../../../src/text/json/pointer.js';
import { jsonText } from './harness.js';

const many = (count: number): string => Array.from({ length: count }, (_, i) => `"k${i}":0`).join();

describe('findDuplicateKeys', () => {
  test.each<[string, string, readonly [pointer: string, key: string][]]>([
    ['none', '{"a":1,"b":[{"a":1},{"a":2}],"c":{"a":3}}', []],
    ['at the top', '{"a":1,"a":2}', [['', 'a']]],
    ['within arrays and objects', '{"x":[0,{"a":1,"b":2,"a":3}]}', [['/x/1', 'a']]],
    ['three times is one report', '{"a":1,"a":2,"a":3}', [['', 'a']]],
    [
      'two keys',
      '{"a":1,"b":1,"b":2,"a":2}',
      [
        ['', 'b'],
        ['', 'a'],
      ],
    ],
    [
      'in both values of a repeated key',
      '{"a":{"x":1,"x":2},"a":{"x":1,"x":2}}',
      [
        ['/a', 'x'],
        ['', 'a'],
        ['/a', 'x'],
      ],
    ],
    ['written with an escape', String.raw`{"a":1,"\u0061":2}`, [['', 'a']]],
    ['behind an object and an array', '{"a":{"b":[1,2]},"c":[[],{}],"a":0}', [['', 'a']]],
    ['below a key that needs escaping', '{"a/b":{"x":1,"x":2}}', [['/a~1b', 'x']]],
    ['keys that every object inherits', '{"constructor":1,"__proto__":2}', []],
    ['a string that equals a key', '{"a":"a","b":["a","a"]}', []],
    ['brackets and quotes in strings', String.raw`{"a":"}\",\"a\":{","b":"]"}`, []],
    ['among many keys', `{${many(100)},"k7":1}`, [['', 'k7']]],
    ['of the later of many keys', `{${many(100)},"k70":1,"k70":2}`, [['', 'k70']]],
    ['in no object', '[1,1,"a","a"]', []],
    ['nothing', '', []],
  ])('%s', (_name, text, expected) =>
    expect(findDuplicateKeys(text)).toEqual(expected.map(([pointer, key]) => ({ pointer, key }))),
  );

  test('finds none in what JSON.stringify writes', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(findDuplicateKeys(JSON.stringify(value))).toEqual([]);
      }),
    ));

  test('finds some exactly when JSON.parse loses a member', () =>
    fc.assert(
      fc.property(jsonText, (text) => {
        let members = 0;
        JSON.parse(
          text.replace(/"(?:[^"\\]|\\.)*"(\s*:)?/g, (_, colon?: string) => (colon ? `"${members++}":` : '""')),
        );
        let kept = 0;
        JSON.parse(text, function (this: unknown, key, value: unknown) {
          if (!Array.isArray(this)) kept++;
          return [key, value];
        });
        // The holder that JSON.parse makes around the whole document counts as one.
        expect(findDuplicateKeys(text).length > 0).toBe(members > kept - 1);
      }),
    ));

  test('ends on any text, with pointers', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', 'a') }), (text) => {
        for (const { pointer } of findDuplicateKeys(text)) expect(splitPointer(pointer)).toBeDefined();
      }),
    ));
});
