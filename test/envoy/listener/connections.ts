import type { DownstreamConnection, FirstBytes } from '../../../src/envoy/model/Connection.js';
import type { EnvoyConfig } from '../../../src/envoy/model/EnvoyConfig.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { configOf, documentOf } from '../parse/wholeConfig.js';
import { socketAddress } from '../requestContext.js';

/** A proxy with these listeners. */
export function proxyWith(...listeners: readonly JsonObject[]): EnvoyConfig {
  const section = {
    '@type': 'type.googleapis.com/envoy.admin.v3.ListenersConfigDump',
    dynamic_listeners: listeners.map((listener) => ({ name: listener.name ?? '', active_state: { listener } })),
  };
  return configOf(documentOf({ configs: [section] }));
}

/** A listener at `10.0.0.1:80` or `[::]:80`, named after its address; reached by hand-off alone unless it says otherwise. */
export function at(address: string, more: JsonObject = {}): JsonObject {
  return { name: address, address: { socket_address: socketConfig(address, more) }, bind_to_port: false, ...more };
}

function socketConfig(address: string, { ipv4_compat: compat = false }: JsonObject): JsonObject {
  const { ip, port } = socketAddress(address);
  return { address: ip.text, port_value: port, ...(compat === true ? { ipv4_compat: true } : {}) };
}

/** The outbound capture: `use_original_dst` at 0.0.0.0:15001. */
export const CAPTURE = at('0.0.0.0:15001', { bind_to_port: true, use_original_dst: true });

/** What a client that dialled `destination` looks like; TLS when it has an SNI or ALPN. */
export function client(
  firstBytes: FirstBytes,
  destination?: string,
  hello?: { readonly sni?: string; readonly alpn?: readonly string[] },
): DownstreamConnection {
  const { sni = '', alpn = [] } = hello ?? {};
  return {
    accepted: socketAddress('127.0.0.1:15001'),
    ...(destination === undefined ? {} : { originalDestination: socketAddress(destination) }),
    source: socketAddress('10.9.9.9:4000'),
    firstBytes,
    ...(firstBytes === 'tls' ? { tls: { sni, alpn, inner: 'http/1.1' as const } } : {}),
    filterState: new Map(),
  };
}
