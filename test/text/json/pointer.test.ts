import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinPointer, resolvePointer, splitPointer } from '../../../src/text/json/pointer.js';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';

describe('joinPointer', () => {
  test.each([
    ['', [], ''],
    ['', [''], '/'],
    ['/configs', [0, 'dynamic_listeners', 3], '/configs/0/dynamic_listeners/3'],
    ['/a', ['type.googleapis.com/x', 'm~n'], '/a/type.googleapis.com~1x/m~0n'],
    ['', ['~1'], '/~01'],
  ])('%j and %j: %j', (parent, segments, pointer) => expect(joinPointer(parent, ...segments)).toBe(pointer));

  test('splitPointer undoes it', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a') })), (segments) => {
        expect(splitPointer(joinPointer('', ...segments))).toEqual(segments);
      }),
    ));

  test('splitPointer refuses what does not begin with a slash', () => expect(splitPointer('a/b')).toBeUndefined());
});

describe('resolvePointer, by the examples of RFC 6901 §5', () => {
  const document: JsonValue = {
    foo: ['bar', 'baz'],
    '': 0,
    'a/b': 1,
    'c%d': 2,
    'e^f': 3,
    'g|h': 4,
    'i\\j': 5,
    'k"l': 6,
    ' ': 7,
    'm~n': 8,
  };
  test.each<[string, JsonValue]>([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%j', (pointer, value) => expect(resolvePointer(document, pointer)).toEqual(value));

  test.each([
    ['a key that is not there', '/bar'],
    ['an index beyond the end', '/foo/2'],
    ['an index with leading zeros', '/foo/00'],
    ['the place behind the last element', '/foo/-'],
    ['the length of an array', '/foo/length'],
    ['a member of a string', '/foo/0/length'],
    ['an inherited member', '/constructor'],
    ['no pointer', 'foo'],
  ])('nothing at %s', (_name, pointer) => expect(resolvePointer(document, pointer)).toBeUndefined());

  test('null is something', () => expect(resolvePointer({ a: null }, '/a')).toBeNull());
  test('an own key called __proto__', () =>
    expect(resolvePointer(JSON.parse('{"__proto__":1}') as JsonValue, '/__proto__')).toBe(1));
});
