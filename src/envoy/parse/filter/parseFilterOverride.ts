import type { FilterOverride } from '../../model/filter/DecidedFilter.js';
import { extensionKind, type Extension, type ExtensionKind } from '../Extension.js';
import { Message } from '../Message.js';
import { parseBufferFilter } from './parseBufferFilter.js';
import { parseCsrfPolicy } from './parseCsrfPolicy.js';
import { parseJwtRouteRequirement } from './parseJwtAuthn.js';

type Kind = 'buffer' | 'csrf' | 'jwt_authn' | 'may_be_off';

/** Per-route messages by type, and by the filter's name where they have none; `may_be_off`: nothing but `disabled` is read. */
const KINDS: readonly ExtensionKind<Kind>[] = [
  { kind: 'buffer', message: 'BufferPerRoute', names: ['envoy.filters.http.buffer', 'envoy.buffer'] },
  { kind: 'csrf', message: 'CsrfPolicy', names: ['envoy.filters.http.csrf', 'envoy.csrf'] },
  { kind: 'jwt_authn', message: 'PerRouteConfig', package: 'jwt_authn', names: ['envoy.filters.http.jwt_authn'] },
  { kind: 'may_be_off', message: 'LuaPerRoute', names: ['envoy.filters.http.lua', 'envoy.lua'] },
  { kind: 'may_be_off', message: 'ExtProcPerRoute', names: ['envoy.filters.http.ext_proc'] },
  { kind: 'may_be_off', message: 'StatefulSessionPerRoute', names: ['envoy.filters.http.stateful_session'] },
];

/** What a route says of a filter of `model/filter`, or that one is off; undefined: something else. */
export function parseFilterOverride(extension: Extension): FilterOverride | undefined {
  const kind = extensionKind(extension, KINDS);
  if (kind === undefined) return undefined;
  const { value, at } = extension.config;
  const message = new Message(value, at);
  if (message.flag('disabled')) return { kind: 'switched_off', at };
  switch (kind) {
    case 'buffer':
      return message.one('buffer', parseBufferFilter);
    case 'csrf':
      return parseCsrfPolicy(value, at);
    case 'jwt_authn':
      return parseJwtRouteRequirement(value, at);
    case 'may_be_off':
      return undefined;
  }
}
