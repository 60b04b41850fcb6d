import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import { locatePointer, locatePointers } from '../../../src/text/json/locatePointer.js';
import { resolvePointer } from '../../../src/text/json/pointer.js';
import { allPointers, jsonText } from './harness.js';

const TEXT = `{
  "clusters": [
    { "name": "a" },
    { "name": "b\\"]}", "port": 80 }
  ],
  "a/b": {"~": [[], {}]}
}
`;

describe('locatePointer', () => {
  test.each([
    ['', 1, 1, TEXT.trimEnd()],
    ['/clusters/0', 3, 5, '{ "name": "a" }'],
    ['/clusters/1/name', 4, 15, String.raw`"b\"]}"`],
    ['/clusters/1/port', 4, 32, '80'],
    ['/a~1b', 6, 10, '{"~": [[], {}]}'],
    ['/a~1b/~0', 6, 16, '[[], {}]'],
    ['/a~1b/~0/1', 6, 21, '{}'],
  ])('%j stands at %i:%i', (pointer, line, column, source) => {
    const location = locatePointer(TEXT, pointer);
    expect(location).toMatchObject({ line, column });
    expect(TEXT.slice(location?.offset, location?.endOffset)).toBe(source);
  });

  test.each([
    ['a key that is not there', TEXT, '/listeners'],
    ['an index beyond the end', TEXT, '/clusters/2'],
    ['an index with leading zeros', TEXT, '/clusters/00'],
    ['something inside a number', TEXT, '/clusters/1/port/0'],
    ['something inside an empty object', TEXT, '/a~1b/~0/1/x'],
    ['no pointer', TEXT, 'clusters'],
    ['an empty text', '', ''],
    ['a text of blanks', ' \n', '/a'],
  ])('nothing at %s', (_name, text, pointer) => expect(locatePointer(text, pointer)).toBeUndefined());

  test.each([
    ['the last of a repeated key', '{"a":1,"a":2}', '/a', 11],
    ['a key repeated with an escape', String.raw`{"a":1,"\u0061":2}`, '/a', 16],
    ['inside the last of a repeated key', '{"a":{"b":1},"a":{"b":2}}', '/a/b', 22],
    ['nothing in the last of a repeated key', '{"a":{"b":1},"a":{}}', '/a/b', undefined],
    ['nothing in a last that is no object', '{"a":{"b":1},"a":0}', '/a/b', undefined],
  ])('finds %s', (_name, text, pointer, offset) => expect(locatePointer(text, pointer)?.offset).toBe(offset));

  test('many pointers come out of one scan as each alone', () => {
    const pointers = ['/clusters/1/port', '/clusters', '/nothing', '', '/clusters/0'];
    const all = locatePointers(TEXT, pointers);
    expect([...all.keys()].toSorted()).toEqual(['', '/clusters', '/clusters/0', '/clusters/1/port']);
    for (const pointer of pointers) expect(all.get(pointer)).toEqual(locatePointer(TEXT, pointer));
  });

  test('what stands there parses to what JSON.parse has there', () =>
    fc.assert(
      fc.property(jsonText, (text) => {
        const value = JSON.parse(text) as JsonValue;
        const pointers = allPointers(value);
        const all = locatePointers(text, pointers);
        for (const pointer of pointers) {
          const location = all.get(pointer);
          expect(location).toEqual(locatePointer(text, pointer));
          expect(JSON.parse(text.slice(location?.offset, location?.endOffset))).toEqual(resolvePointer(value, pointer));
        }
      }),
    ));

  test('ends on any text, within it', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', 'a', '1', ' ') }),
        (text) => {
          for (const { offset, endOffset } of locatePointers(text, ['', '/a', '/0/1', '/a/a', '/']).values()) {
            expect(0 <= offset && offset <= endOffset && endOffset <= text.length).toBe(true);
          }
        },
      ),
    ));
});
