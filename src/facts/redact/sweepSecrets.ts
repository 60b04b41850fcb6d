import type { Placeholders } from './Placeholders.js';

/** What gives a credential away wherever it stands; a group, where there is one, is the secret part. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g,
  /\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g,
  /(?<=\b(?:Bearer|Basic|Token)\s+)[\w.~+/=-]{4,}/gi,
  /(?<=:\/\/)[^\s/@"<]+(?=@)/g,
  /(?<=[?&;](?:[\w-]*(?:token|secret|passw|key|auth|sig|code|session|credential)[\w-]*)=)[^&\s"#<]+/gi,
  /(?<=\b[\w-]*(?:passwd|password|passphrase|secret|token|api[_-]?key)[\w-]*["']?\s*[:=]\s*["']?)[^\s"'&,;<]{3,}/gi,
  /\b(?:AKIA|ASIA)[0-9A-Z]{12,}\b/g,
  /\bgh[pousr]_\w{16,}\b/g,
  /\bglpat-[\w-]{16,}/g,
  /\bxox[abeprs]-[\w-]{10,}/g,
  /\b[rs]k_(?:live|test)_\w{8,}/g,
  /\bsk-[\w-]{16,}/g,
  /\bAIza[\w-]{20,}/g,
  /(?<![\w+/=:-])(?=[\w+/]*\d)(?=[\w+/]*[A-Z])(?=[\w+/]*[a-z])[\w+/]{40,}={0,2}(?![\w+/=])/g,
];

/** A kept text without what looks like a credential all the same: private keys, tokens, passwords in URLs, long encoded bytes. */
export function sweepSecrets(text: string, placeholders: Placeholders): string {
  if (text.length < 6) return text;
  return SECRETS.reduce((swept, secret) => swept.replace(secret, (found) => placeholders.of('token', found)), text);
}
