/**
 * The number that JSON writes as `text`, as go-yaml reads and writes it: integers of 64 bits as they are, all others as
 * Go's `strconv.FormatFloat(f, 'g', -1, 64)`: shortest digits, with an exponent below 0.0001 and from a million on.
 */
export function yamlNumber(text: string): string {
  if (/^-?[0-9]+$/.test(text)) {
    const integer = BigInt(text);
    if (integer < 1n << 64n && integer >= -(1n << 63n)) return String(integer);
  }
  const number = Number(text);
  const [mantissa = '', exponentText = ''] = number.toExponential().split('e');
  const exponent = Number(exponentText);
  // JavaScript writes no exponent between 1e-6 and 1e21.
  if (exponent >= -4 && exponent < 6) return String(number);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
