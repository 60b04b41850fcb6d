/** `value/mask`, 32 bits each. Matches what has `(it & mask) === value`, so bits of `value` outside `mask` make it match nothing. */
export interface MaskedValue {
  readonly value: number;
  readonly mask: number;
}
