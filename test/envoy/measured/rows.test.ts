import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROWS } from './rows.js';

/** The sections of what was measured; what Envoy refuses at load is in no dump. */
const SECTIONS =
  'B.1 B.2 B.3 B.4 B.5 C.1 C.2 C.3 C.4 D.1 D.2 D.3 D.4 D.5 E.1 E.2 E.3 E.4 E.5 E.6 F.1 F.2 F.3 F.4 F.5 F.6 G.1 G.2 G.3 H I';

test('every section has rows, and every row a section', () => {
  const found = new Set(Object.keys(ROWS).map((row) => row.split(' ')[0]));
  expect([...found].join(' ')).toBe(SECTIONS);
});

test.each(Object.entries(ROWS))('%s is a test', (_row, tests) => {
  for (const [file, words] of tests) {
    expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(words);
  }
});
