import type { JsonValue } from '../../text/json/JsonValue.js';
import type { FilterChain } from '../model/Listener.js';
import type { DownstreamTransportSocket } from '../model/TransportSocket.js';
import { fieldNames } from './fieldNames.js';
import { lazily } from './lazily.js';
import { Message } from './Message.js';
import { parseDownstreamTls } from './parseDownstreamTls.js';
import { parseFilterChainMatch } from './parseFilterChainMatch.js';
import { parseNetworkFilter } from './parseNetworkFilter.js';
import { parseDownstreamTransportSocket } from './parseTransportSocket.js';
import { readFilterMetadata } from './readFilterMetadata.js';

// The time that a handshake may take, and chains that are built when first needed, change nothing that is predicted.
const HARMLESS = fieldNames('filters', 'transport_socket_connect_timeout', 'on_demand_configuration');

/** `config.listener.v3.FilterChain`; v2's `tls_context`. Its filters are read when they are first asked for. */
export function parseFilterChain(value: JsonValue, at: string): FilterChain {
  const message = new Message(value, at);
  const filters = lazily(() => message.many('filters', parseNetworkFilter));
  // It adds a proxy_protocol listener filter; false says no more than absence.
  if (message.flag('use_proxy_proto')) message.refuse('use_proxy_proto');
  return {
    at,
    name: message.string('name'),
    match: message.one('filter_chain_match', parseFilterChainMatch) ?? parseFilterChainMatch({}, at),
    transportSocket: readTransportSocket(message),
    get filters() {
      return filters();
    },
    metadata: readFilterMetadata(message),
    unsupported: message.unread(HARMLESS),
  };
}

function readTransportSocket(message: Message): DownstreamTransportSocket {
  return (
    message.one('transport_socket', parseDownstreamTransportSocket) ??
    message.one('tls_context', parseDownstreamTls) ?? { kind: 'raw_buffer', at: message.at }
  );
}
