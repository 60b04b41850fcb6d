import type { JsonValue } from '../../text/json/JsonValue.js';
import type { HashPolicy } from '../model/RouteAction.js';
import { NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';

const SPECIFIERS = ['header', 'cookie', 'connection_properties', 'query_parameter', 'filter_state'] as const;

/** `RouteAction.HashPolicy`. */
export function parseHashPolicy(value: JsonValue, at: string): HashPolicy {
  const message = new Message(value, at);
  const kind = message.first(...SPECIFIERS);
  const specifier = kind && message.message(kind);
  const terminal = message.flag('terminal');
  if (kind === undefined || specifier === undefined) {
    const name = message.unread(NO_FIELDS)[0] ?? 'policy_specifier';
    return { at, kind: 'unsupported', name, terminal, generatesCookie: false };
  }
  const name = specifier.first('header_name', 'name', 'key');
  return {
    at,
    kind,
    name: name === undefined ? (specifier.flag('source_ip') ? 'source_ip' : '') : specifier.string(name),
    terminal,
    generatesCookie: kind === 'cookie' && specifier.has('ttl'),
  };
}
