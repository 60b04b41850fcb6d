/** The number after `seed` in Go's pseudo-random sequence `xorshift` (Go 1.20 and later), 64 bits wide. */
export function xorshift(seed: bigint): bigint {
  let value = seed;
  value = BigInt.asUintN(64, value ^ (value << 13n));
  value ^= value >> 7n;
  return BigInt.asUintN(64, value ^ (value << 17n));
}
