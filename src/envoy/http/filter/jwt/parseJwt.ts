import { isJsonObject, type JsonObject, type JsonValue } from '../../../../text/json/JsonValue.js';
import { decodeBase64Url } from './decodeBase64Url.js';
import { JWT_STATUS, wrongClaim, type JwtStatus } from './JwtStatus.js';

/** A token that is well-formed; what it says is not yet proven. */
export interface Jwt {
  readonly alg: string;
  readonly kid: string;
  readonly iss: string;
  readonly nbf: number;
  /** 0: never expires. */
  readonly exp: number;
  readonly audiences: readonly string[];
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** The payload as sent. */
  readonly payloadText: string;
  readonly signedData: string;
  readonly signature: Buffer;
}

const ALGORITHMS: ReadonlySet<string> = new Set([
  ...['ES256', 'ES384', 'ES512', 'HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  'EdDSA',
]);

/** Reads a token, or says what is wrong with it first (source/common/jwt/jwt.cc, Jwt::parseFromString; empty sections are skipped). */
export function parseJwt(token: string): Jwt | JwtStatus {
  const sections = token.split('.').filter((section) => section !== '');
  const [headerText = '', payloadText = '', signatureText = ''] = sections;
  if (sections.length !== 3) return JWT_STATUS.badFormat;
  const headerBytes = decodeBase64Url(headerText);
  if (headerBytes === undefined) return JWT_STATUS.headerBase64;
  const header = jsonObject(headerBytes);
  if (header === undefined) return JWT_STATUS.headerJson;
  const { alg, kid = '' } = header;
  if (typeof alg !== 'string') return JWT_STATUS.headerAlg;
  if (!ALGORITHMS.has(alg)) return JWT_STATUS.algUnknown;
  if (typeof kid !== 'string') return JWT_STATUS.headerKid;
  const payloadBytes = decodeBase64Url(payloadText);
  if (payloadBytes === undefined) return JWT_STATUS.payloadBase64;
  const payload = jsonObject(payloadBytes);
  if (payload === undefined) return JWT_STATUS.payloadJson;
  const wrong = wrongClaimOf(payload);
  if (wrong !== undefined) return wrong;
  const signature = decodeBase64Url(signatureText);
  if (signature === undefined) return JWT_STATUS.signatureBase64;
  return {
    alg,
    kid,
    iss: typeof payload.iss === 'string' ? payload.iss : '',
    nbf: seconds(payload.nbf),
    exp: seconds(payload.exp),
    audiences: audiencesOf(payload.aud) ?? [],
    header,
    payload,
    payloadText,
    signedData: `${headerText}.${payloadText}`,
    signature,
  };
}

/** The claims that the standard knows, in the order in which they are looked at. */
function wrongClaimOf(payload: JsonObject): JwtStatus | undefined {
  for (const name of ['iss', 'sub']) if (!isStringOrMissing(payload[name])) return wrongClaim(name, 'a string');
  for (const name of ['iat', 'nbf', 'exp']) {
    const value = payload[name];
    if (value === undefined) continue;
    if (typeof value !== 'number') return wrongClaim(name, 'an integer');
    if (value < 0 || value >= 2 ** 64) return wrongClaim(name, 'a positive 64 bit integer');
  }
  if (!isStringOrMissing(payload.jti)) return wrongClaim('jti', 'a string');
  return payload.aud === undefined || audiencesOf(payload.aud) !== undefined ? undefined : JWT_STATUS.audField;
}

function isStringOrMissing(value: JsonValue | undefined): boolean {
  return value === undefined || typeof value === 'string';
}

function seconds(value: JsonValue | undefined): number {
  return typeof value === 'number' ? Math.trunc(value) : 0;
}

function audiencesOf(value: JsonValue | undefined): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return undefined;
  const strings = value.filter((one) => typeof one === 'string');
  return strings.length === value.length ? strings : undefined;
}

function jsonObject(bytes: Buffer): JsonObject | undefined {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
