import type { ListenerFilter, ListenerFilterKind, ListenerFilterPredicate } from '../model/Listener.js';
import { extensionKind, readExtension, type ExtensionKind } from './Extension.js';
import { fieldNames } from './fieldNames.js';
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

// What inspectors read ahead, fingerprints, what of a PROXY header is passed on, and whether the source port is kept too.
const HARMLESS = fieldNames(
  'enable_ja3_fingerprinting',
  'enable_ja4_fingerprinting',
  'initial_read_buffer_size',
  'max_client_hello_size',
  'close_connection_on_client_hello_parsing_errors',
  'rules',
  'pass_through_tlvs',
  'stat_prefix',
  'bind_port',
);

/** `config.listener.v3.ListenerFilter`. One whose config is discovered (ECDS), or says what is not modelled, is `unsupported`. */
export function readListenerFilter(filter: Message): ListenerFilter {
  const extension = readExtension(filter);
  const config = new Message(extension.config.value, extension.config.at).ignore(HARMLESS);
  const disabled = filter.message('filter_disabled');
  const optional = config.flag('allow_requests_without_proxy_protocol');
  const mark = config.number('mark');
  filter.value('config_discovery');
  const kind = filter.has('config_discovery') ? undefined : extensionKind(extension, KINDS);
  return {
    at: filter.at,
    name: extension.name,
    kind: kind === undefined || config.unread().length > 0 ? 'unsupported' : kind,
    typeUrl: extension.config.typeUrl,
    ...(disabled && { disabled: readListenerFilterPredicate(disabled) }),
    optional,
    ...(mark !== undefined && { mark }),
  };
}

/** `ListenerFilterChainMatchPredicate`. */
function readListenerFilterPredicate(predicate: Message): ListenerFilterPredicate {
  const kind = predicate.first('any_match', 'or_match', 'and_match', 'not_match', 'destination_port_range');
  switch (kind) {
    case undefined:
      return { kind: 'unsupported', field: predicate.unread()[0] ?? 'rule' };
    case 'any_match':
      return predicate.flag(kind) ? { kind } : { kind: 'unsupported', field: 'any_match: false' };
    case 'or_match':
    case 'and_match':
      return { kind, rules: predicate.message(kind)?.messages('rules').map(readListenerFilterPredicate) ?? [] };
    case 'not_match': {
      const negated = predicate.message(kind);
      return negated ? { kind, rule: readListenerFilterPredicate(negated) } : { kind: 'unsupported', field: kind };
    }
    case 'destination_port_range': {
      const range = predicate.message(kind);
      return { kind, start: range?.number('start') ?? 0, end: range?.number('end') ?? 0 };
    }
  }
}
