import type { JwtRequirement } from '../../../model/filter/JwtAuthn.js';
import type { JwtRun } from './JwtRun.js';
import type { JwtWorld } from './JwtWorld.js';
import { JWT_STATUS } from './JwtStatus.js';
import { verifyTokens, type JwtVerdict } from './verifyTokens.js';

/** `JwtRequirement` (source/extensions/filters/http/jwt_authn/verifier.cc). */
export function verifyRequirement(run: JwtRun, requirement: JwtRequirement, world: JwtWorld): JwtVerdict {
  const all = [...world.providers.values()];
  switch (requirement.kind) {
    case 'nothing':
      return 'ok';
    case 'provider': {
      const provider = world.providers.get(requirement.name);
      if (provider === undefined) return { unknown: `JWT provider ${requirement.name}` };
      const { audiences } = requirement;
      return verifyTokens(run, { providers: [provider], provider, audiences, allow: 'nothing', world });
    }
    case 'allow_missing':
      return verifyTokens(run, { providers: all, audiences: [], allow: 'missing', world });
    case 'allow_missing_or_failed':
      return verifyTokens(run, { providers: all, audiences: [], allow: 'failed', world });
    case 'requires_all': {
      for (const one of requirement.requirements) {
        const verdict = verifyRequirement(run, one, world);
        if (verdict !== 'ok') return verdict;
      }
      return 'ok';
    }
    case 'requires_any':
      return verifyAny(run, requirement, world);
    case 'unsupported':
      return { unknown: `${requirement.field} of a JWT requirement` };
  }
}

/** One is enough; else the worst is told: a token that is wrong before one of another issuer, that before a missing one. */
function verifyAny(
  run: JwtRun,
  { at, requirements }: Extract<JwtRequirement, { readonly kind: 'requires_any' | 'requires_all' }>,
  world: JwtWorld,
): JwtVerdict {
  const lax = (kind: JwtRequirement['kind']): boolean => requirements.some((one) => one.kind === kind);
  const strict = requirements.filter(({ kind }) => kind !== 'allow_missing' && kind !== 'allow_missing_or_failed');
  if (strict.length === 0) {
    const kind = lax('allow_missing_or_failed') ? 'allow_missing_or_failed' : 'allow_missing';
    return verifyRequirement(run, { at, kind }, world);
  }
  let final: string = JWT_STATUS.missing;
  for (const one of strict) {
    const verdict = verifyRequirement(run, one, world);
    if (typeof verdict !== 'string' || verdict === 'ok') return verdict;
    const mild = verdict === JWT_STATUS.missing || verdict === JWT_STATUS.unknownIssuer;
    if (!mild || final === JWT_STATUS.missing) final = verdict;
  }
  if (lax('allow_missing_or_failed')) return 'ok';
  return lax('allow_missing') && final === JWT_STATUS.missing ? 'ok' : final;
}
