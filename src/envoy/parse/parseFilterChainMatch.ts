import type { JsonValue } from '../../text/json/JsonValue.js';
import type { FilterChainMatch } from '../model/Listener.js';
import { Message } from './Message.js';
import { readCidrRanges } from './parseCidrRange.js';

const SOURCE_TYPES = ['ANY', 'SAME_IP_OR_LOOPBACK', 'EXTERNAL'] as const;

/** `config.listener.v3.FilterChainMatch`; v2's `sni_domains` and source type LOCAL. */
export function parseFilterChainMatch(value: JsonValue, at: string): FilterChainMatch {
  const message = new Message(value, at);
  const destinationPort = message.number('destination_port');
  const match = {
    at,
    ...(destinationPort !== undefined && { destinationPort }),
    prefixRanges: readCidrRanges(message, 'prefix_ranges'),
    serverNames: readServerNames(message),
    transportProtocol: message.string('transport_protocol'),
    applicationProtocols: message.strings('application_protocols'),
    directSourcePrefixRanges: readCidrRanges(message, 'direct_source_prefix_ranges'),
    sourceType: readSourceType(message),
    sourcePrefixRanges: readCidrRanges(message, 'source_prefix_ranges'),
    sourcePorts: message.numbers('source_ports'),
  };
  return { ...match, unsupported: message.unread() };
}

function readServerNames(message: Message): readonly string[] {
  const names = message.strings(message.first('server_names', 'sni_domains') ?? 'server_names');
  return names.map((name) => name.toLowerCase());
}

function readSourceType(message: Message): FilterChainMatch['sourceType'] {
  if (message.value('source_type') === 'LOCAL') return 'SAME_IP_OR_LOOPBACK';
  return message.choice('source_type', SOURCE_TYPES);
}
