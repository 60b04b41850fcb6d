const INT64_MAX = 2n ** 63n - 1n;

/** A whole text as a decimal int64, as absl::SimpleAtoi reads it: space around it and a sign are fine, anything else is not. */
export function parseInt64(text: string): bigint | undefined {
  const match = /^[ \t\n\v\f\r]*([+-]?)0*([0-9]{1,20})[ \t\n\v\f\r]*$/.exec(text);
  if (!match) return undefined;
  const value = BigInt(match[2] ?? '0') * (match[1] === '-' ? -1n : 1n);
  return value > INT64_MAX || value < -INT64_MAX - 1n ? undefined : value;
}
