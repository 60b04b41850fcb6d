import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tabwriter } from '../../src/text/tabwriter.js';

describe('tabwriter', () => {
  test.each([
    ['no rows', [], 1, ''],
    ['a row without cells is an empty line', [[]], 1, '\n'],
    ['one cell is neither padded nor measured', [['long cell'], ['a']], 5, 'long cell\na\n'],
    [
      'the widest cell decides',
      [
        ['a', 'b'],
        ['long', 'c'],
      ],
      1,
      'a    b\nlong c\n',
    ],
    [
      'padding comes on top of the widest',
      [
        ['NAME', 'TYPE'],
        ['a', 'EDS'],
      ],
      5,
      'NAME     TYPE\na        EDS\n',
    ],
    [
      'the last cell does not widen its column',
      [
        ['a', 'very long'],
        ['b', 'x', 'y'],
      ],
      1,
      'a very long\nb x y\n',
    ],
    [
      'an empty last cell leaves blanks',
      [
        ['a', 'b'],
        ['cc', ''],
      ],
      2,
      'a   b\ncc  \n',
    ],
    [
      'an empty column has the padding',
      [
        ['a', '', 'b'],
        ['c', '', 'd'],
      ],
      3,
      'a      b\nc      d\n',
    ],
    [
      'no padding',
      [
        ['a', 'b'],
        ['', 'c'],
      ],
      0,
      'ab\n c\n',
    ],
    [
      'a character beyond U+FFFF is one wide',
      [
        ['🚀', 'a'],
        ['xx', 'b'],
      ],
      1,
      '🚀  a\nxx b\n',
    ],
    [
      'a wide or combining character is one wide',
      [
        ['店', 'a'],
        ['e\u0301', 'b'],
        ['xx', 'c'],
      ],
      1,
      '店  a\ne\u0301 b\nxx c\n',
    ],
    ['a shorter row ends a column block', [['aaaa', 'b'], ['c'], ['d', 'e']], 1, 'aaaa b\nc\nd e\n'],
    [
      'a row without a further cell ends a block',
      [
        ['a', 'bbb', 'x'],
        ['a', 'b'],
        ['aa', 'b', 'x'],
      ],
      1,
      'a  bbb x\na  b\naa b x\n',
    ],
  ])('%s', (_name, rows, padding, expected) => expect(tabwriter(rows, padding)).toBe(expected));

  const cell = fc.string({ unit: fc.constantFrom('a', 'B', '9', '|', 'é', '🚀'), maxLength: 8 });
  const length = (text: string): number => Array.from(text).length;

  test('each cell of a rectangular table begins where widest + padding put it', () =>
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5 })
          .chain((columns) =>
            fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
          ),
        fc.integer({ min: 0, max: 5 }),
        (rows, padding) => {
          const starts = (rows[0] ?? []).map((_, column) =>
            Array.from(
              { length: column },
              (_, c) => Math.max(...rows.map((row) => length(row[c] ?? ''))) + padding,
            ).reduce((a, b) => a + b, 0),
          );
          const lines = tabwriter(rows, padding).split('\n');
          expect(lines.pop()).toBe('');
          for (const [r, row] of rows.entries()) {
            const runes = Array.from(lines[r] ?? '');
            for (const [c, text] of row.entries()) {
              const end = c + 1 < row.length ? starts[c + 1] : undefined;
              const printed = runes.slice(starts[c], end).join('');
              expect(c + 1 < row.length ? printed.trimEnd() : printed).toBe(text);
            }
          }
        },
      ),
    ));

  test('ragged tables print as Go’s recursion over column blocks does', () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 10 }),
        fc.nat(3),
        (rows, padding) => {
          expect(tabwriter(rows, padding)).toBe(byBlocks(rows, padding, []));
        },
      ),
    ));

  /** The definition: lines that share a terminated cell in the next column form a block, which is printed on its own. */
  function byBlocks(rows: readonly (readonly string[])[], padding: number, widths: readonly number[]): string {
    const column = widths.length;
    let printed = '';
    for (let from = 0; from < rows.length;) {
      const has = (row: readonly string[] | undefined): boolean => row !== undefined && row.length - 1 > column;
      let to = from;
      while (has(rows[to])) to++;
      if (to > from) {
        const block = rows.slice(from, to);
        const width = Math.max(...block.map((row) => length(row[column] ?? '') + padding));
        printed += byBlocks(block, padding, [...widths, width]);
        from = to;
      } else {
        const row = rows[from++] ?? [];
        printed +=
          row.map((text, c) => text + ' '.repeat(Math.max(0, (widths[c] ?? 0) - length(text)))).join('') + '\n';
      }
    }
    return printed;
  }
});
