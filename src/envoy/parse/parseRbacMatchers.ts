import type { JsonValue } from '../../text/json/JsonValue.js';
import type { MetadataMatcher } from '../model/MetadataMatcher.js';
import type { StringMatcher } from '../model/StringMatcher.js';
import { Message } from './Message.js';
import { parseMetadataMatcher } from './parseMetadataMatcher.js';
import { parseStringMatcher } from './parseStringMatcher.js';

/** `type.matcher.v3.PathMatcher`. */
export function parsePathMatcher(value: JsonValue, at: string): StringMatcher | undefined {
  const message = new Message(value, at);
  const path = message.one('path', parseStringMatcher);
  return message.unread().length === 0 ? path : undefined;
}

/** `config.rbac.v3.SourcedMetadata`; only dynamic metadata is known to a request, not that of its route. */
export function parseSourcedMetadata(value: JsonValue, at: string): MetadataMatcher | undefined {
  const message = new Message(value, at);
  const metadata = message.one('metadata_matcher', parseMetadataMatcher);
  const source = message.choice('metadata_source', ['DYNAMIC', 'ROUTE']);
  return source === 'DYNAMIC' && message.unread().length === 0 ? metadata : undefined;
}
