import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Principal } from '../model/Rbac.js';
import type { StringMatcher } from '../model/StringMatcher.js';
import { Message } from './Message.js';
import { parseCidrRange } from './parseCidrRange.js';
import { parseHeaderMatcher } from './parseHeaderMatcher.js';
import { parseFilterStateMatcher, parseMetadataMatcher } from './parseMetadataMatcher.js';
import { parsePathMatcher, parseSourcedMetadata } from './parseRbacMatchers.js';
import { parseStringMatcher } from './parseStringMatcher.js';

const IDENTIFIERS = [
  'any',
  'and_ids',
  'or_ids',
  'not_id',
  'authenticated',
  'source_ip',
  'direct_remote_ip',
  'remote_ip',
  'header',
  'url_path',
  'metadata',
  'sourced_metadata',
  'filter_state',
] as const;

/** `config.rbac.v3.Principal`. */
export function parsePrincipal(value: JsonValue, at: string): Principal {
  const message = new Message(value, at);
  const principal = readIdentifier(message);
  const [unread] = message.unread();
  if (unread === undefined && principal) return principal;
  return { at, kind: 'unsupported', field: unread ?? message.first(...IDENTIFIERS) ?? 'identifier' };
}

function readIdentifier(message: Message): Principal | undefined {
  const { at } = message;
  const identifier = message.first(...IDENTIFIERS);
  switch (identifier) {
    case undefined:
      return undefined;
    case 'any':
      return { at, kind: identifier, any: message.flag(identifier) };
    case 'and_ids':
    case 'or_ids':
      return { at, kind: identifier, ids: message.message(identifier)?.many('ids', parsePrincipal) ?? [] };
    case 'not_id': {
      const id = message.one(identifier, parsePrincipal);
      return id && { at, kind: identifier, id };
    }
    case 'authenticated': {
      const authenticated = message.one(identifier, parseAuthenticated);
      return authenticated && { at, kind: identifier, ...authenticated };
    }
    case 'source_ip':
    case 'direct_remote_ip':
    case 'remote_ip': {
      const cidr = message.one(identifier, parseCidrRange);
      return cidr && { at, kind: identifier, cidr };
    }
    case 'header': {
      const header = message.one(identifier, parseHeaderMatcher);
      return header && { at, kind: identifier, header };
    }
    case 'url_path': {
      const path = message.one(identifier, parsePathMatcher);
      return path && { at, kind: identifier, path };
    }
    case 'metadata': {
      const metadata = message.one(identifier, parseMetadataMatcher);
      return metadata && { at, kind: identifier, metadata };
    }
    case 'sourced_metadata': {
      const metadata = message.one(identifier, parseSourcedMetadata);
      return metadata && { at, kind: 'metadata', metadata };
    }
    case 'filter_state': {
      const filterState = message.one(identifier, parseFilterStateMatcher);
      return filterState && { at, kind: identifier, filterState };
    }
  }
}

/** `Principal.Authenticated`; v2alpha's exact `name` is not modelled. */
function parseAuthenticated(value: JsonValue, at: string): { readonly principalName?: StringMatcher } | undefined {
  const message = new Message(value, at);
  const principalName = message.one('principal_name', parseStringMatcher);
  if (message.unread().length > 0) return undefined;
  return principalName ? { principalName } : {};
}
