import type { Truth } from '../../../../src/logic/Truth.js';

/** Something that the model claims, and whether it held, or did something, for a request. */
export interface Feature {
  readonly name: string;
  readonly hit: boolean;
}

/** A matcher that was asked; one that is not known is neither a hit nor a miss. */
export function asked(name: string, truth: Truth): readonly Feature[] {
  return truth === 'unknown' ? [] : [{ name, hit: truth === 'yes' }];
}

/** Something that was met. */
export function met(name: string): readonly Feature[] {
  return [{ name, hit: true }];
}
