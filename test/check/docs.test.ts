import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCheckRequest } from '../../src/check/readCheckRequest.js';
import { readExpectation } from '../../src/check/readExpectation.js';
import { UserError } from '../../src/text/UserError.js';

const page = readFileSync('docs/checks.md', 'utf8');

/** The words that a reader knows, as it lists them when it refuses one that is like none of them. */
function wordsOf(read: (object: Readonly<Record<string, string>>, where: string) => unknown): readonly string[] {
  try {
    read({ qqqqqqqqqqqqqqqqqqqq: '' }, 'checks.yaml');
  } catch (error) {
    if (error instanceof UserError) return /^One of (.*)\.$/.exec(error.hint ?? '')?.[1]?.split(', ') ?? [];
  }
  return [];
}

test.each(wordsOf(readCheckRequest))('docs/checks.md says what %s is', (word) => {
  expect(page).toContain(`\`${word}\``);
});

test.each([...wordsOf(readExpectation), ...wordsOf((object, where) => readExpectation({ outbound: object }, where))])(
  'docs/checks.md says what is expected by %s',
  (field) => {
    expect(page).toMatch(new RegExp(`^\\| .*\`${field}\``, 'm'));
  },
);

test('these are all the words', () => {
  expect([wordsOf(readCheckRequest).length, wordsOf(readExpectation).length]).toEqual([31, 10]);
});
