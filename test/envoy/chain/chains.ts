import { matchFilterChain } from '../../../src/envoy/chain/matchFilterChain.js';
import type { InspectedConnection } from '../../../src/envoy/model/Connection.js';
import type { Listener } from '../../../src/envoy/model/Listener.js';
import { parseListener } from '../../../src/envoy/parse/parseListener.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { socketAddress } from '../requestContext.js';

/** A chain's match in short: `d` destination prefixes, `s` and `direct` source prefixes, `type` the source type. */
export interface ShortMatch {
  readonly port?: number;
  readonly d?: readonly string[];
  readonly sni?: readonly string[];
  readonly transport?: string;
  readonly alpn?: readonly string[];
  readonly direct?: readonly string[];
  readonly type?: 'SAME_IP_OR_LOOPBACK' | 'EXTERNAL';
  readonly s?: readonly string[];
  readonly sourcePorts?: readonly number[];
}

/** A connection in short: `d` its local and `s` its remote address, `direct` the socket's own peer. */
export interface ShortConnection {
  readonly d?: string;
  readonly s?: string;
  readonly direct?: string;
  readonly sni?: string;
  readonly alpn?: readonly string[];
  readonly transport?: string;
}

/** Chains by name; `default` is the default filter chain. */
export type Chains = Readonly<Record<string, ShortMatch>>;

export function listenerOf(chains: Chains, more: JsonObject = {}): Listener {
  const parsed = Object.entries(chains).map(([name, match]) => ({ name, filter_chain_match: matchOf(match) }));
  const others = parsed.filter(({ name }) => name !== 'default');
  const isDefault = parsed.length > others.length;
  return parseListener(
    { name: 'l', filter_chains: others, ...(isDefault ? { default_filter_chain: { name: 'default' } } : {}), ...more },
    '',
  );
}

export function connectionOf(short: ShortConnection): InspectedConnection {
  const { d = '10.0.0.1:80', s = '192.168.1.1:5555', direct, sni = '', alpn = [], transport = 'raw_buffer' } = short;
  const local = socketAddress(d);
  return {
    accepted: local,
    local,
    restored: true,
    source: socketAddress(s),
    ...(direct === undefined ? {} : { directSource: socketAddress(direct) }),
    firstBytes: 'http/1.1',
    filterState: new Map(),
    transportProtocol: transport,
    serverName: sni.toLowerCase(),
    applicationProtocols: alpn,
  };
}

/** The name of the chain that takes the connection, `closed`, or `unknown`. */
export function chosen(listener: Listener, short: ShortConnection): string {
  const { truth, value } = matchFilterChain(listener, connectionOf(short));
  if (truth === 'unknown') return 'unknown';
  return value?.name ?? 'closed';
}

function matchOf(match: ShortMatch): JsonObject {
  const { port, d, sni, transport, alpn, direct, type, s, sourcePorts } = match;
  return {
    ...(port === undefined ? {} : { destination_port: port }),
    ...(d === undefined ? {} : { prefix_ranges: d.map(rangeOf) }),
    ...(sni === undefined ? {} : { server_names: sni }),
    ...(transport === undefined ? {} : { transport_protocol: transport }),
    ...(alpn === undefined ? {} : { application_protocols: alpn }),
    ...(direct === undefined ? {} : { direct_source_prefix_ranges: direct.map(rangeOf) }),
    ...(type === undefined ? {} : { source_type: type }),
    ...(s === undefined ? {} : { source_prefix_ranges: s.map(rangeOf) }),
    ...(sourcePorts === undefined ? {} : { source_ports: sourcePorts }),
  };
}

/** `10.0.0.0/8`, or an address without length. */
export function rangeOf(text: string): JsonObject {
  const [address = '', length] = text.split('/');
  return { address_prefix: address, ...(length === undefined ? {} : { prefix_len: Number(length) }) };
}
