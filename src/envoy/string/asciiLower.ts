/** Lower-cases A to Z and nothing else, as absl::AsciiStrToLower: how Envoy ignores case. */
export function asciiLower(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}
