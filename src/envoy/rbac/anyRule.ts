import type { Criterion } from '../../logic/Criterion.js';
import { truthOf } from '../../logic/Truth.js';

/** `Permission.any`, `Principal.any` (matchers.cc `AlwaysMatcher`). */
export function anyRule({ any }: { readonly any: boolean }): Criterion {
  return { name: 'any', expected: any ? 'anything' : 'nothing', got: 'anything', truth: truthOf(any) };
}
