import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Address } from '../model/Address.js';
import type { Listener } from '../model/Listener.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseFilterChain } from './parseFilterChain.js';
import { readListenerFilter } from './readListenerFilter.js';
import { parseMatcherTree } from './parseMatcherTree.js';
import { readAdditionalAddresses, readAddress } from './readAddress.js';
import { readFilterMetadata } from './readFilterMetadata.js';

// Buffers, socket options, load between worker threads, draining, statistics and logs.
const HARMLESS = fieldNames(
  'stat_prefix',
  'per_connection_buffer_limit_bytes',
  'drain_type',
  'freebind',
  'socket_options',
  'tcp_fast_open_queue_length',
  'connection_balance_config',
  'reuse_port',
  'enable_reuse_port',
  'access_log',
  'tcp_backlog_size',
  'max_connections_to_accept_per_socket_event',
  'enable_mptcp',
  'ignore_global_conn_limit',
  'bypass_overload_manager',
);

/** `config.listener.v3.Listener`; v2's `deprecated_v1.bind_to_port`. */
export function parseListener(value: JsonValue, at: string): Listener {
  const message = new Message(value, at);
  const defaultFilterChain = message.one('default_filter_chain', parseFilterChain);
  const filterChainMatcher = message.one('filter_chain_matcher', parseMatcherTree);
  return {
    at,
    name: message.string('name'),
    addresses: readListenerAddresses(message),
    internal: isInternalListener(message),
    bindToPort: message.boolean('bind_to_port') ?? message.message('deprecated_v1')?.boolean('bind_to_port') ?? true,
    useOriginalDst: message.flag('use_original_dst'),
    transparent: message.flag('transparent'),
    trafficDirection: message.choice('traffic_direction', ['UNSPECIFIED', 'INBOUND', 'OUTBOUND']),
    listenerFilters: message.messages('listener_filters').map(readListenerFilter),
    listenerFiltersTimeoutMs: message.duration('listener_filters_timeout') ?? 15_000,
    continueOnListenerFiltersTimeout: message.flag('continue_on_listener_filters_timeout'),
    filterChains: message.many('filter_chains', parseFilterChain),
    ...(defaultFilterChain && { defaultFilterChain }),
    ...(filterChainMatcher && { filterChainMatcher }),
    metadata: readFilterMetadata(message),
    unsupported: message.unread(HARMLESS),
  };
}

/** `address` and `additional_addresses`; one that cannot be read is left out and refused. */
export function readListenerAddresses(listener: Message): readonly Address[] {
  const message = listener.message('address');
  const address = message && readAddress(message);
  if (message && address === undefined) listener.refuse('address');
  const additional = readAdditionalAddresses(listener, 'additional_addresses');
  return address ? [address, ...additional] : additional;
}

/** Whether a listener is internal: it says so, or (Envoy before 1.24) has an internal address. */
export function isInternalListener(listener: Message): boolean {
  listener.value('internal_listener');
  return listener.has('internal_listener') || listener.message('address')?.has('envoy_internal_address') === true;
}
