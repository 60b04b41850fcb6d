import type { JwtProvider } from '../../../model/filter/JwtAuthn.js';
import { areAudiencesAllowed } from './areAudiencesAllowed.js';
import { extractTokens, type FoundToken } from './extractTokens.js';
import type { JwtRun } from './JwtRun.js';
import type { JwtWorld } from './JwtWorld.js';
import { JWT_STATUS, type JwtStatus } from './JwtStatus.js';
import { parseJwt, type Jwt } from './parseJwt.js';
import { verifySignature } from './verifySignature.js';

/** A status, or what is missing to say it. */
export type JwtVerdict = JwtStatus | { readonly unknown: string };

/** Which tokens are asked for. `provider` absent: those of any of `providers`, by their issuer. */
export interface TokensWanted {
  readonly providers: readonly JwtProvider[];
  readonly provider?: JwtProvider;
  /** In place of the provider's own; empty: those count. */
  readonly audiences: readonly string[];
  readonly allow: 'nothing' | 'missing' | 'failed';
  readonly world: JwtWorld;
}

/**
 * Verifies the tokens of a request (source/extensions/filters/http/jwt_authn/authenticator.cc): the last that was found first; one that
 * is wrong ends it, unless missing or failed ones are allowed, where the first decides.
 */
export function verifyTokens(run: JwtRun, wanted: TokensWanted): JwtVerdict {
  const tokens = extractTokens(wanted.providers, run.request);
  let verdict: JwtVerdict = JWT_STATUS.missing;
  for (const token of tokens.toReversed()) {
    verdict = verifyToken(run, token, wanted);
    if (typeof verdict !== 'string') return verdict;
    if (verdict !== 'ok' && wanted.allow === 'nothing') return verdict;
  }
  if (wanted.allow === 'failed') return 'ok';
  return wanted.allow === 'missing' && verdict === JWT_STATUS.missing ? 'ok' : verdict;
}

function verifyToken(run: JwtRun, found: FoundToken, wanted: TokensWanted): JwtVerdict {
  const jwt = parseJwt(found.token);
  if (typeof jwt === 'string') return jwt;
  if (!found.issuers.has('') && !found.issuers.has(jwt.iss)) return JWT_STATUS.unknownIssuer;
  const { providers } = wanted;
  const provider =
    wanted.provider ??
    providers.find(({ issuer }) => issuer === jwt.iss) ??
    providers.find(({ issuer }) => issuer === '');
  if (provider === undefined) return JWT_STATUS.unknownIssuer;
  const [field] = provider.unsupported;
  if (field !== undefined) return { unknown: `${field} of a JWT provider` };
  const time = timeStatus(jwt, provider, wanted.world.now);
  if (time !== 'ok') return time;
  const audiences = wanted.audiences.length > 0 ? wanted.audiences : provider.audiences;
  if (!areAudiencesAllowed(audiences, jwt.audiences)) return JWT_STATUS.audience;
  const signed = signatureStatus(jwt, provider, run, wanted.world);
  if (signed === 'ok') run.accept(jwt, provider, found);
  return signed;
}

/** source/common/jwt/jwt.cc, verifyTimeConstraint. */
function timeStatus({ nbf, exp }: Jwt, { clockSkewSeconds }: JwtProvider, now: number | undefined): JwtVerdict {
  if (nbf === 0 && exp === 0) return 'ok';
  if (now === undefined) return { unknown: 'the time, to which the claims of a token are held' };
  if (now + clockSkewSeconds < nbf) return JWT_STATUS.notYetValid;
  return exp > 0 && now > exp + clockSkewSeconds ? JWT_STATUS.expired : 'ok';
}

function signatureStatus(jwt: Jwt, { jwks, issuer }: JwtProvider, run: JwtRun, { hasCluster }: JwtWorld): JwtVerdict {
  if (jwks.kind === 'inline') return verifySignature(jwt, jwks.text) ?? { unknown: `the keys of ${issuer}` };
  if (jwks.cluster !== undefined && hasCluster(jwks.cluster) === 'no') return JWT_STATUS.fetch;
  run.unproven.push(`the signature of a token of ${jwt.iss || 'no issuer'} (${jwks.field})`);
  return 'ok';
}
