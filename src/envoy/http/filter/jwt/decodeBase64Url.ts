/** The bytes of a base64url text, with or without padding; undefined: it is none (absl::WebSafeBase64Unescape). */
export function decodeBase64Url(text: string): Buffer | undefined {
  const match = /^([A-Za-z0-9_-]*)(={0,2})$/.exec(text.replace(/\s/g, ''));
  if (match === null) return undefined;
  const [, digits = '', padding = ''] = match;
  if (digits.length % 4 === 1 || (padding !== '' && (digits.length + padding.length) % 4 !== 0)) return undefined;
  return Buffer.from(digits, 'base64url');
}
