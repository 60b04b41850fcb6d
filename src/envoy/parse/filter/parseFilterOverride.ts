import type { FilterOverride } from '../../model/filter/DecidedFilter.js';
import { extensionKind, type Extension, type ExtensionKind } from '../Extension.js';
import { Message, type Parse } from '../Message.js';
import { parseBufferFilter } from './parseBufferFilter.js';
import { parseCsrfPolicy } from './parseCsrfPolicy.js';
import { parseExtAuthzPerRoute } from './parseExtAuthz.js';
import { parseHeaderMutationPerRoute } from './parseHeaderMutation.js';
import { parseJwtRouteRequirement } from './parseJwtAuthn.js';
import { parseLocalRateLimit } from './parseLocalRateLimit.js';
import { parseRateLimitPerRoute } from './parseRateLimit.js';

/** Per-route messages, and how each is read; of the last ones nothing but `disabled` is. */
const OVERRIDES = {
  buffer: ['BufferPerRoute', (value, at) => new Message(value, at).one('buffer', parseBufferFilter)],
  csrf: ['CsrfPolicy', parseCsrfPolicy],
  ext_authz: ['ExtAuthzPerRoute', parseExtAuthzPerRoute],
  header_mutation: ['HeaderMutationPerRoute', parseHeaderMutationPerRoute],
  jwt_authn: ['PerRouteConfig', parseJwtRouteRequirement],
  local_ratelimit: ['LocalRateLimit', parseLocalRateLimit],
  ratelimit: ['RateLimitPerRoute', parseRateLimitPerRoute],
  lua: ['LuaPerRoute', () => undefined],
  ext_proc: ['ExtProcPerRoute', () => undefined],
  stateful_session: ['StatefulSessionPerRoute', () => undefined],
} as const satisfies Readonly<Record<string, readonly [message: string, parse: Parse<FilterOverride | undefined>]>>;

type Kind = keyof typeof OVERRIDES;

const KINDS: readonly ExtensionKind<Kind>[] = (Object.keys(OVERRIDES) as Kind[]).map((kind) => ({
  kind,
  message: OVERRIDES[kind][0],
  package: kind,
  names: [`envoy.filters.http.${kind}`],
}));

/** What a route says of a filter of `model/filter`, or that one is off; undefined: something else. */
export function parseFilterOverride(extension: Extension): FilterOverride | undefined {
  const kind = extensionKind(extension, KINDS);
  if (kind === undefined) return undefined;
  const { value, at } = extension.config;
  if (kind !== 'jwt_authn' && new Message(value, at).flag('disabled')) return { kind: 'switched_off', at };
  return OVERRIDES[kind][1](value, at);
}
