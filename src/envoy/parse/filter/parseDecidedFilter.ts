import type { DecidedFilter } from '../../model/filter/DecidedFilter.js';
import { extensionKind, type Extension, type ExtensionKind } from '../Extension.js';
import type { Parse } from '../Message.js';
import { parseBufferFilter } from './parseBufferFilter.js';
import { parseCsrfPolicy } from './parseCsrfPolicy.js';
import { parseJwtAuthn } from './parseJwtAuthn.js';

type Kind = DecidedFilter['kind'];

const PARSERS: { readonly [K in Kind]: Parse<Extract<DecidedFilter, { readonly kind: K }>> } = {
  buffer: parseBufferFilter,
  csrf: parseCsrfPolicy,
  jwt_authn: parseJwtAuthn,
};

/** By type, and by the names of v3 and v2. */
const KINDS: readonly ExtensionKind<Kind>[] = [
  { kind: 'buffer', message: 'Buffer', package: 'buffer', names: ['envoy.filters.http.buffer', 'envoy.buffer'] },
  { kind: 'csrf', message: 'CsrfPolicy', package: 'csrf', names: ['envoy.filters.http.csrf', 'envoy.csrf'] },
  {
    kind: 'jwt_authn',
    message: 'JwtAuthentication',
    names: ['envoy.filters.http.jwt_authn'],
  },
];

/** An HTTP filter of `model/filter`; undefined: it is none of them. */
export function parseDecidedFilter(extension: Extension): DecidedFilter | undefined {
  const kind = extensionKind(extension, KINDS);
  if (kind === undefined) return undefined;
  const { value, at } = extension.config;
  return PARSERS[kind](value, at);
}
