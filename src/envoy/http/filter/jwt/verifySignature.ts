import { constants, createHmac, createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../../text/json/JsonValue.js';
import { decodeBase64Url } from './decodeBase64Url.js';
import { JWT_STATUS, type JwtStatus } from './JwtStatus.js';
import type { Jwt } from './parseJwt.js';

/** One key of a JWKS that can be used. */
interface Jwk {
  readonly kty: string;
  readonly kid: string;
  readonly alg: string;
  readonly key: KeyObject | Buffer;
}

/**
 * Whether one of the keys of a JWKS text has signed the token (source/common/jwt/verify.cc, jwks.cc): those with the token's `kid` and
 * `alg`, where key and token name them. undefined: the text has another form than `{"keys": […]}`.
 */
export function verifySignature(jwt: Jwt, jwks: string): JwtStatus | undefined {
  const keys = readKeys(jwks);
  if (keys === undefined) return undefined;
  if (keys.length === 0) return JWT_STATUS.noValidKeys;
  const fitting = keys.filter(
    ({ kid, alg }) => (kid === '' || jwt.kid === '' || kid === jwt.kid) && (alg === '' || alg === jwt.alg),
  );
  if (fitting.length === 0) return JWT_STATUS.noMatchingKey;
  for (const key of fitting) {
    if (key.kty === 'OKP' && jwt.signature.length !== 64) return JWT_STATUS.ed25519Length;
    if (hasSigned(key, jwt)) return 'ok';
  }
  return JWT_STATUS.verification;
}

function hasSigned({ kty, key }: Jwk, { alg, signedData, signature }: Jwt): boolean {
  const data = Buffer.from(signedData);
  const hash = alg.endsWith('384') ? 'sha384' : alg.endsWith('512') ? 'sha512' : 'sha256';
  if (Buffer.isBuffer(key)) {
    const expected = createHmac(hash, key).update(data).digest();
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
  if (kty === 'EC') return verify(hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature);
  if (kty === 'OKP') return verify(null, data, key, signature);
  if (alg.startsWith('RS')) return verify(hash, data, key, signature);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const saltLength = constants.RSA_PSS_SALTLEN_AUTO;
  return alg.startsWith('PS') && verify(hash, data, { key, padding, saltLength }, signature);
}

function readKeys(text: string): readonly Jwk[] | undefined {
  let jwks: JsonValue;
  try {
    jwks = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  if (!isJsonObject(jwks) || jwks.keys === undefined || !isJsonArray(jwks.keys)) return undefined;
  return jwks.keys.flatMap((one) => (isJsonObject(one) ? (readKey(one) ?? []) : []));
}

/** Keys that say nonsense are left out. */
function readKey(jwk: JsonObject): Jwk | undefined {
  const { kty = '', kid = '', alg = '', k } = jwk;
  if (typeof kty !== 'string') return undefined;
  const names = { kty, kid: typeof kid === 'string' ? kid : '', alg: typeof alg === 'string' ? alg : '' };
  if (!(FAMILIES[kty]?.test(names.alg) ?? false)) return undefined;
  if (kty === 'oct') {
    const key = typeof k === 'string' ? decodeBase64Url(k) : undefined;
    return key === undefined || key.length === 0 ? undefined : { ...names, key };
  }
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const exponent = key.asymmetricKeyDetails?.publicExponent;
    const odd = kty === 'RSA' && exponent !== 3n && exponent !== 65_537n;
    return odd || (kty === 'OKP' && jwk.crv !== 'Ed25519') ? undefined : { ...names, key };
  } catch {
    return undefined;
  }
}

const FAMILIES: Readonly<Record<string, RegExp>> = {
  RSA: /^(?:(?:RS|PS).*)?$/,
  EC: /^(?:ES.*)?$/,
  oct: /^(?:HS(?:256|384|512))?$/,
  OKP: /^(?:EdDSA)?$/,
};
