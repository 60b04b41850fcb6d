import type { Choose } from '../../../logic/Fork.js';

/** Decides a chance: a fork with branches `hit` and `miss`, unless the probability leaves no choice. */
export function rollFraction(
  probability: number,
  choose: Choose,
  fork: { readonly name: string; readonly about: string },
): boolean {
  if (probability <= 0) return false;
  if (probability >= 1) return true;
  return choose({
    ...fork,
    branches: [
      { label: 'hit', probability, value: true },
      { label: 'miss', probability: 1 - probability, value: false },
    ],
  }).value;
}
