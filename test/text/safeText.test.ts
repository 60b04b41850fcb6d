import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeBlock, safeText } from '../../src/text/safeText.js';

describe('safeText', () => {
  test.each([
    ['plain text stays', 'outbound|80|v1|catalog.shop', 'outbound|80|v1|catalog.shop'],
    ['letters of other scripts stay', 'größe 店 café עברית', 'größe 店 café עברית'],
    ['emoji of two code units stay', 'ok 🚀', 'ok 🚀'],
    ['a backslash stays', String.raw`a\x1b`, String.raw`a\x1b`],
    ['ESC', '\u001b[31mred', String.raw`\x1b[31mred`],
    ['NUL, BEL and backspace', '\u0000\u0007\u0008', String.raw`\x00\x07\x08`],
    ['newline, carriage return and tab', 'a\nb\rc\td', String.raw`a\nb\rc\td`],
    ['DEL', '\u007f', String.raw`\x7f`],
    ['CSI of C1', '\u009b2J', String.raw`\x9b2J`],
    ['right-to-left override', 'a\u202eb', String.raw`a\u202eb`],
    ['isolates', '\u2066a\u2069', String.raw`\u2066a\u2069`],
    ['zero-width characters', 'a\u200bb\ufeff', String.raw`a\u200bb\ufeff`],
    ['line separator', '\u2028', String.raw`\u2028`],
    ['tag characters', '\u{e0041}', String.raw`\u{e0041}`],
    ['a lone surrogate', 'a\ud800b', String.raw`a\ud800b`],
  ])('%s', (_name, value, expected) => expect(safeText(value)).toBe(expected));

  test('whatever the text, the result has nothing left to escape', () =>
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => safeText(safeText(value)) === safeText(value))));
});

describe('safeBlock', () => {
  test.each([
    ['newline and tab stay', 'a\n\tb', 'a\n\tb'],
    ['carriage return does not', 'a\r\nb', 'a\\r\nb'],
    ['ESC does not', '\u001b[2J', String.raw`\x1b[2J`],
    ['a bidirectional override does not', '\u202e', String.raw`\u202e`],
  ])('%s', (_name, value, expected) => expect(safeBlock(value)).toBe(expected));
});
