import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printLocation } from '../../src/text/printLocation.js';

const SOURCE = '{\n  "name": "catalog",\n  "port": 80\n}\n';

describe('printLocation', () => {
  test('shows the line, its neighbours and a caret', () =>
    expect(printLocation(SOURCE, { line: 2, column: 11 })).toBe(
      ['1 | {', '2 |   "name": "catalog",', '  |           ^', '3 |   "port": 80'].join('\n'),
    ));

  test('marks a whole span', () =>
    expect(printLocation(SOURCE, { line: 2, column: 11, length: 9 })).toContain('\n  |           ^^^^^^^^^\n'));

  test('marks no further than the end of the line', () =>
    expect(printLocation(SOURCE, { line: 3, column: 11, length: 999 })).toContain('\n  |           ^^\n'));

  test('marks the place behind the end of the line', () =>
    expect(printLocation('ab', { line: 1, column: 3 })).toBe(['1 | ab', '  |   ^'].join('\n')));

  test('has no line above the first', () =>
    expect(printLocation('a\nb\nc', { line: 1, column: 1 })).toBe(['1 | a', '  | ^', '2 | b'].join('\n')));

  test('has no line below the last', () =>
    expect(printLocation('a\nb\n', { line: 2, column: 1 })).toBe(['1 | a', '2 | b', '  | ^'].join('\n')));

  test('aligns line numbers', () =>
    expect(printLocation('\n'.repeat(8) + 'a\nb', { line: 9, column: 1 })).toBe(
      [' 8 |', ' 9 | a', '   | ^', '10 | b'].join('\n'),
    ));

  test('leaves out carriage returns', () =>
    expect(printLocation('a\r\nb\r\n', { line: 1, column: 1 })).toBe(['1 | a', '  | ^', '2 | b'].join('\n')));

  test('escapes what would act on a terminal, and still points at the right place', () =>
    expect(printLocation('\u001b[31m:X', { line: 1, column: 7 })).toBe(
      ['1 | \\x1b[31m:X', '  |          ^'].join('\n'),
    ));

  test('marks an escaped character whole', () =>
    expect(printLocation('a\u001bb', { line: 1, column: 2 })).toBe(['1 | a\\x1bb', '  |  ^^^^'].join('\n')));

  test('shows a tab as one blank', () =>
    expect(printLocation('\t\tX', { line: 1, column: 3 })).toBe(['1 |   X', '  |   ^'].join('\n')));

  test('cuts a long line around the place', () =>
    expect(printLocation(`${'a'.repeat(500)}X${'b'.repeat(500)}`, { line: 1, column: 501 })).toBe(
      [`1 | …${'a'.repeat(40)}X${'b'.repeat(79)}…`, `  | ${' '.repeat(41)}^`].join('\n'),
    ));

  test('cuts long neighbours at their end', () =>
    expect(printLocation(`${'a'.repeat(121)}\nX`, { line: 2, column: 1 })).toBe(
      [`1 | ${'a'.repeat(120)}…`, '2 | X', '  | ^'].join('\n'),
    ));

  test.each([
    ['a line beyond the end', 'a', { line: 7, column: 1 }],
    ['a column beyond the end', 'a', { line: 1, column: 99 }],
    ['no text', '', { line: 1, column: 1 }],
  ])('does not mind %s', (_name, text, span) => expect(printLocation(text, span)).not.toContain('undefined'));

  test('the caret stands below the character, whatever the text', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\t', '\u001b', '\n', 'é') }), fc.nat(300), (before, pad) => {
        const text = `${before}${' '.repeat(pad)}X\n`;
        const head = text.slice(0, text.indexOf('X'));
        const line = head.split('\n').length;
        const column = head.length - head.lastIndexOf('\n');
        const printed = printLocation(text, { line, column }).split('\n');
        const caret = printed.findIndex((row) => /^ *\| +\^$/.test(row));
        expect(printed[caret - 1]?.[printed[caret]?.indexOf('^') ?? -1]).toBe('X');
      }),
    ));
});
