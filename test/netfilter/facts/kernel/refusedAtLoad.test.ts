import { expect, test } from 'vitest';
import { LOADING, loadText } from '../loading.js';
import { describeInKernel } from './bedOfFacts.js';

/** The table of what the tools refuse, asked of the tools and the kernel that run here. */
describeInKernel('2 what the tools refuse to load', (bed) => {
  test.each(
    LOADING.flatMap((row) => [
      { ...row, loader: 'nft' as const, answer: row.nft, row },
      { ...row, loader: 'legacy' as const, answer: row.legacy, row },
    ]),
  )('$id $what, $loader: $answer', ({ row, loader, answer }) => {
    const refusals = bed().load([{ loader, family: 4, text: loadText(row) }]);
    expect(refusals.length === 0 ? 'loads' : 'refused', refusals[0]?.message).toBe(answer);
  });
});
