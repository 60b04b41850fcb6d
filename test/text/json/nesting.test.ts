import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import { countMembers, MAX_NESTING, opensTooDeep } from '../../../src/text/json/nesting.js';

const value = (text: string): JsonValue => JSON.parse(text) as JsonValue;
const isTooDeep = (json: JsonValue): boolean => countMembers(json) === Infinity;
const arrays = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const objects = (levels: number): string => `${'{"a":'.repeat(levels)}0${'}'.repeat(levels)}`;
const mixed = (levels: number): string => `${'[{"a":'.repeat(levels / 2)}[0]${'}]'.repeat(levels / 2)}`;

describe.each([
  ['the value', (text: string) => isTooDeep(value(text))],
  ['the bytes', (text: string) => opensTooDeep(Buffer.from(text))],
])('nesting, by %s', (_name, tooDeep) => {
  test.each([
    ['a scalar', '0', false],
    ['512 arrays', arrays(512), false],
    ['513 arrays', arrays(513), true],
    ['512 objects', objects(512), false],
    ['513 objects', objects(513), true],
    ['513 of both', mixed(512), true],
    ['513 arrays behind others', `[[],{"a":{}},{"b":${arrays(511)}}]`, true],
    ['many arrays side by side', `[${'[],'.repeat(1000)}null]`, false],
    ['brackets in a string', JSON.stringify('[{'.repeat(600)), false],
    ['brackets behind an escaped quote', JSON.stringify(`"${'['.repeat(600)}`), false],
    ['closing brackets in a string', `["]]]]",${arrays(512)}]`, true],
    ['a string that ends in a backslash', `["\\\\",${arrays(512)}]`, true],
  ])('%s', (_what, text, expected) => expect(tooDeep(text)).toBe(expected));
});

test('both agree on JSON nested around the limit', () =>
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: MAX_NESTING - 4, max: MAX_NESTING + 1 }), (inner, levels) => {
      const text = '['.repeat(levels) + JSON.stringify(inner) + ']'.repeat(levels);
      expect(isTooDeep(value(text))).toBe(opensTooDeep(Buffer.from(text)));
    }),
  ));

test.each([
  ['1', 0],
  ['[[], null, "a"]', 0],
  ['{"a": {"b": 1, "c": [{"d": null}]}, "e": 0}', 5],
])('members of %s: %i', (text, members) => {
  expect(countMembers(value(text))).toBe(members);
});

test('bytes that are no JSON are bounded as well', () =>
  expect(opensTooDeep(Buffer.from('x{'.repeat(513)))).toBe(true));
test('a string that is not closed opens nothing', () =>
  expect(opensTooDeep(Buffer.from(`"\\${'['.repeat(600)}`))).toBe(false));

describe('a large file, of which pieces are looked at', () => {
  const large = (middle: string): Buffer => Buffer.from(`[${'"x",'.repeat(50_000)}${middle}${'"x",'.repeat(50_000)}0]`);
  test('full of brackets behind its beginning', () => expect(opensTooDeep(large('['.repeat(400_000)))).toBe(true));
  test('full of objects behind its beginning', () => expect(opensTooDeep(large('{"a":'.repeat(400_000)))).toBe(true));
  test('full of brackets within strings', () => expect(opensTooDeep(large(`"${'['.repeat(400_000)}",`))).toBe(false));
  test('with nothing odd', () => expect(opensTooDeep(large(''))).toBe(false));
});
