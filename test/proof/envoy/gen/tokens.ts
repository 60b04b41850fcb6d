import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { KEYS, type KeyName } from './jwtKeys.js';
import type { Json } from './types.js';

/** Algorithms by which a key signs. */
const HASHES: Readonly<Record<string, string | null>> = {
  RS256: 'sha256',
  RS512: 'sha512',
  ES256: 'sha256',
  EdDSA: null,
};

function base64Url(value: Json | string): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

/** A token, signed by `key`; the header names the algorithm, and what else it is told. */
export function signedToken(payload: Json, key: KeyName, header: Json = {}): string {
  const alg = { rsa: 'RS256', ec: 'ES256', ed: 'EdDSA', oct: 'HS256' }[key];
  const data = `${base64Url({ alg, ...header })}.${base64Url(payload)}`;
  const used = typeof header.alg === 'string' ? header.alg : alg;
  return `${data}.${signatureOf(data, key, used).toString('base64url')}`;
}

function signatureOf(data: string, key: KeyName, alg: string): Buffer {
  const jwk = KEYS[key];
  if (key === 'oct')
    return createHmac('sha256', Buffer.from(typeof jwk.k === 'string' ? jwk.k : '', 'base64url'))
      .update(data)
      .digest();
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return sign(HASHES[alg] ?? null, Buffer.from(data), { key: privateKey, dsaEncoding: 'ieee-p1363' });
}

/** A JWKS of some keys, their public parts, each with what else it says of itself. */
export function jwksOf(keys: readonly (readonly [KeyName, Json])[]): string {
  return JSON.stringify({ keys: keys.map(([name, more]) => ({ ...publicPart(KEYS[name]), ...more })) });
}

function publicPart(jwk: Json): Json {
  const secret = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi']);
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => !secret.has(name)));
}
