/** What is wrong with a token, in the words of the answer and of its details (source/common/jwt/status.cc). */
export const JWT_STATUS = {
  missing: 'Jwt is missing',
  notYetValid: 'Jwt not yet valid',
  expired: 'Jwt is expired',
  badFormat: 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections',
  headerBase64: 'Jwt header is an invalid Base64url encoded',
  headerJson: 'Jwt header is an invalid JSON',
  headerAlg: 'Jwt header [alg] field is required and must be a string',
  algUnknown: 'Jwt header [alg] is not supported',
  headerKid: 'Jwt header [kid] field is not a string',
  payloadBase64: 'Jwt payload is an invalid Base64url encoded',
  payloadJson: 'Jwt payload is an invalid JSON',
  signatureBase64: 'Jwt signature is an invalid Base64url encoded',
  ed25519Length: 'Jwt ED25519 signature is wrong length',
  audField: 'Jwt payload [aud] field is not a string or string list',
  unknownIssuer: 'Jwt issuer is not configured',
  audience: 'Audiences in Jwt are not allowed',
  verification: 'Jwt verification fails',
  noValidKeys: "Jwks doesn't have any valid public key",
  fetch: 'Jwks remote fetch is failed',
  noMatchingKey: "Jwks doesn't have key to match kid or alg from Jwt",
} as const;

/** `ok`, or what is wrong. */
export type JwtStatus = string;

/** A claim of another type than the standard gives it. */
export function wrongClaim(name: string, wanted: string): JwtStatus {
  return `Jwt payload [${name}] field is not ${wanted}`;
}
