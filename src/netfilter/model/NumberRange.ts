/** An inclusive range of ports, user ids, lengths, …; a single value has `min` equal to `max`. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

/** `80` for a single value, else `min`, the separator, `max`. */
export function printRange(range: NumberRange, separator: string): string {
  return range.min === range.max ? String(range.min) : `${range.min}${separator}${range.max}`;
}

/** Whether `value` is in the range, ends included. */
export function inRange(range: NumberRange, value: number): boolean {
  return range.min <= value && value <= range.max;
}
