import type { Criterion } from '../../logic/Criterion.js';
import type { MaskedValue } from '../model/MaskedValue.js';
import type { Negatable } from '../model/Negatable.js';
import { printHex, printMaskedValue } from '../words/parseNumber.js';
import { criterion } from './criterion.js';

/** `(mark & mask) == value`: a value with bits outside its mask matches nothing (`xt_mark.c`, `xt_connmark.c`). */
export function maskedCriterion(name: string, option: Negatable<MaskedValue>, got: number): Criterion {
  const { value, mask } = option.value;
  return criterion(name, option, printMaskedValue(option.value), printHex(got), (got & mask) >>> 0 === value);
}
