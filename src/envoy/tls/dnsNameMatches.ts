import { asciiLower } from '../string/asciiLower.js';

/**
 * Whether a name in a certificate stands for a host: equal but for case, or a wildcard in its first label, which stands for
 * part of one label (tls/utility.cc `dnsNameMatch`).
 */
export function dnsNameMatches(host: string, inCertificate: string): boolean {
  const name = asciiLower(host);
  const pattern = asciiLower(inCertificate);
  if (name === pattern) return true;
  const [label = '', ...rest] = pattern.split('.');
  const [first = '', ...others] = name.split('.');
  const parts = label.split('*');
  if (parts.length !== 2 || rest.length === 0 || label.startsWith('xn--')) return false;
  const [before = '', after = ''] = parts;
  const fits = first.length >= before.length + after.length && first.startsWith(before) && first.endsWith(after);
  return fits && rest.join('.') === others.join('.');
}
