import type { JsonValue } from '../../text/json/JsonValue.js';
import type { ListenerFilter, ListenerFilterKind, ListenerFilterPredicate } from '../model/Listener.js';
import { extensionKind, readExtension, type ExtensionKind } from './Extension.js';
import { NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';

/** A listener filter under its names of v3 and v2. */
function listenerFilter<Kind extends ListenerFilterKind>(kind: Kind, message: string): ExtensionKind<Kind> {
  return { kind, message, names: [`envoy.filters.listener.${kind}`, `envoy.listener.${kind}`] };
}

const KINDS = [
  listenerFilter('original_dst', 'OriginalDst'),
  listenerFilter('original_src', 'OriginalSrc'),
  listenerFilter('tls_inspector', 'TlsInspector'),
  listenerFilter('http_inspector', 'HttpInspector'),
  listenerFilter('proxy_protocol', 'ProxyProtocol'),
];

/** `config.listener.v3.ListenerFilter`. One whose config is discovered (ECDS) is `unsupported`. */
export function parseListenerFilter(value: JsonValue, at: string): ListenerFilter {
  const message = new Message(value, at);
  const extension = readExtension(message);
  const config = new Message(extension.config.value, extension.config.at);
  const disabled = message.one('filter_disabled', parseListenerFilterPredicate);
  const kind = message.has('config_discovery') ? undefined : extensionKind(extension, KINDS);
  return {
    at,
    name: extension.name,
    kind: kind ?? 'unsupported',
    typeUrl: extension.config.typeUrl,
    ...(disabled && { disabled }),
    optional: config.flag('allow_requests_without_proxy_protocol'),
  };
}

/** `ListenerFilterChainMatchPredicate`. */
export function parseListenerFilterPredicate(value: JsonValue, at: string): ListenerFilterPredicate {
  const message = new Message(value, at);
  const rule = message.first('any_match', 'or_match', 'and_match', 'not_match', 'destination_port_range');
  switch (rule) {
    case undefined:
      return { kind: 'unsupported', field: message.unread(NO_FIELDS)[0] ?? 'rule' };
    case 'any_match':
      return message.flag(rule) ? { kind: rule } : { kind: 'unsupported', field: 'any_match: false' };
    case 'or_match':
    case 'and_match':
      return { kind: rule, rules: message.message(rule)?.many('rules', parseListenerFilterPredicate) ?? [] };
    case 'not_match': {
      const negated = message.one(rule, parseListenerFilterPredicate);
      return negated ? { kind: rule, rule: negated } : { kind: 'unsupported', field: rule };
    }
    case 'destination_port_range': {
      const range = message.message(rule);
      return { kind: rule, start: range?.number('start') ?? 0, end: range?.number('end') ?? 0 };
    }
  }
}
