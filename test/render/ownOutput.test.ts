import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { drawTable } from '../../src/render/drawTable.js';
import { formatAge } from '../../src/render/formatAge.js';
import { renderJson } from '../../src/render/renderJson.js';
import { renderYaml } from '../../src/render/renderYaml.js';

const NASTY = ['\u001b[31m', '\u009b2J', 'a\u202eb', '\u{e0041}', '\ud800', 'two\nlines', 'é 漢 🙂'];
const UNSAFE = /[^\n\P{C}]|\p{Zl}/u;

describe('what is printed can make no terminal act, and still means the same', () => {
  test.each(NASTY)('JSON: %j', (text) => {
    const printed = renderJson({ [text]: [text] });
    expect(UNSAFE.test(printed)).toBe(false);
    expect(JSON.parse(printed)).toEqual({ [text]: [text] });
  });
  test.each(NASTY.filter((text) => text !== '\ud800'))('YAML: %j', (text) => {
    const printed = renderYaml({ [text]: [text, 1, null, true] });
    expect(UNSAFE.test(printed)).toBe(false);
    expect(parse(printed)).toEqual({ [text]: [text, 1, null, true] });
  });
  test('a lone surrogate in YAML', () => expect(UNSAFE.test(renderYaml(['\ud800']))).toBe(false));
});

test('YAML without need has no quotes', () => expect(renderYaml({ a: ['b c'] })).toBe('a:\n  - b c\n'));

test('a table: columns as wide as their widest cell, no blanks at the end, cells escaped', () => {
  expect(
    drawTable(
      ['A', 'LONG'],
      [
        ['wide cell', 'x'],
        ['\u001b[1m', ''],
      ],
    ),
  ).toBe('A          LONG\nwide cell  x\n\\x1b[1m\n');
});

describe('ages', () => {
  const now = new Date('2026-01-10T00:00:00Z');
  test.each([
    ['2026-01-09T23:59:59Z', '1s'],
    ['2026-01-09T23:58:30Z', '1m30s'],
    ['2026-01-09T22:00:00Z', '2h'],
    ['2026-01-01T01:00:00Z', '8d23h'],
    ['2026-01-10T00:00:00Z', '0s'],
    ['2026-01-11T00:00:00Z', '?'],
    ['yesterday', '?'],
    [undefined, '?'],
  ])('%s: %s', (time, expected) => {
    expect(formatAge(time, now)).toBe(expected);
  });
});
