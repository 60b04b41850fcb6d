import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Rows of the tables in README.md. */
const README = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const FACTS = [...README.matchAll(/^\| ([A-Z]\d+) +\| (.+?) +\| (.+?) +\|$/gm)].map(
  ([, id = '', what = '', files = '']) => ({
    id,
    what,
    files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
  }),
);

/** How many facts a letter has. */
const COUNTS = {
  ...{ O: 6, H: 17, W: 10, L: 18, R: 12, A: 6, N: 9, D: 14, U: 14, M: 24 },
  ...{ T: 16, P: 12, C: 19, S: 19, V: 8, Z: 11, E: 25 },
};

/** The text of a test file, with the rows that it shares with others or keeps beside it. */
function textOf(file: string): string {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');
  const rows = [...text.matchAll(/'\.\/(rows\/\w+)\.js'/g)].map(([, name = '']) => join(dirname(file), `${name}.ts`));
  const others = [...rows, ...(text.includes('/loading.js') ? ['loading.ts'] : [])];
  return [text, ...others.map((other) => readFileSync(join(import.meta.dirname, other), 'utf8'))].join('');
}

test('the table names every fact once, in order', () => {
  const ids = Object.entries(COUNTS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, at) => `${letter}${at + 1}`),
  );
  expect(FACTS.map(({ id }) => id).sort()).toEqual(ids.sort());
});

describe('every fact has a test by its name', () => {
  test.each(FACTS)('$id $what', ({ id, files }) => {
    expect(files.length).toBeGreaterThan(0);
    const named = new RegExp(`['"\`][^'"\`\\n]*\\b${id}\\b`);
    expect(files.filter((file) => !named.test(textOf(file)))).toEqual([]);
  });
});
