import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionAt } from '../../src/text/positionAt.js';

test.each([
  ['the start', '', 0, 1, 1],
  ['within the first line', 'abc', 2, 1, 3],
  ['the end', 'abc', 3, 1, 4],
  ['a line feed belongs to the line it ends', 'a\nb', 1, 1, 2],
  ['behind a line feed', 'a\nb', 2, 2, 1],
  ['empty lines', '\n\n\n', 2, 3, 1],
  ['a carriage return is a column', 'a\r\nb', 2, 1, 3],
  ['two columns for a character beyond U+FFFF', '🚀x', 2, 1, 3],
])('%s', (_name, text, offset, line, column) => expect(positionAt(text, offset)).toEqual({ offset, line, column }));

test('counting on from a known place gives the same', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n') }), fc.nat(), fc.nat(), (text, a, b) => {
      const [first = 0, second = 0] = [a % (text.length + 1), b % (text.length + 1)].toSorted((x, y) => x - y);
      expect(positionAt(text, second, positionAt(text, first))).toEqual(positionAt(text, second));
    }),
  ));

test('the column counts from the last line feed and the line counts line feeds', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n') }), (text) => {
      const lines = text.split('\n');
      expect(positionAt(text, text.length)).toMatchObject({
        line: lines.length,
        column: (lines.at(-1) ?? '').length + 1,
      });
    }),
  ));
