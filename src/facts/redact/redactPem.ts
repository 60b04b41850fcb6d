import type { Placeholders } from './Placeholders.js';

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[A-Za-z0-9+/=\s]*-----END \1-----/g;

/** A text of PEM certificates and nothing else stays: subjects and dates are in it, and nothing secret. */
function isPemOfCertificates(text: string): boolean {
  const types = [...text.matchAll(BLOCK)].map(([, type]) => type);
  return types.length > 0 && types.every((type) => type === 'CERTIFICATE') && text.replace(BLOCK, '').trim() === '';
}

/** The value of `inline_bytes` (Base64) or `inline_string` of a DataSource, if it is not only certificates replaced. */
export function redactPem(field: 'inline_bytes' | 'inline_string', value: string, placeholders: Placeholders): string {
  const text = field === 'inline_bytes' ? Buffer.from(value, 'base64').toString('latin1') : value;
  if (isPemOfCertificates(text)) return value;
  return placeholders.of(field === 'inline_bytes' ? 'bytes' : 'text', value);
}
