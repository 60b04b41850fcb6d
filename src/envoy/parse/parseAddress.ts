import { parseIp } from '../../net/IpAddress.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Address } from '../model/Address.js';
import { Message } from './Message.js';

/** `core.v3.Address`; `undefined` for one of another kind or without a host, path or listener name. */
export function parseAddress(value: JsonValue, at: string): Address | undefined {
  const message = new Message(value, at);
  return (
    message.one('socket_address', parseSocketAddressConfig) ??
    message.one('pipe', parsePipe) ??
    message.one('envoy_internal_address', parseInternalAddress)
  );
}

/** `core.v3.SocketAddress`; a `named_port` cannot be read. */
export function parseSocketAddressConfig(value: JsonValue, at: string): Address | undefined {
  const message = new Message(value, at);
  const host = message.string('address');
  if (host === '' || message.has('named_port')) return undefined;
  const ip = parseIp(host);
  return {
    kind: 'socket_address',
    at,
    host,
    ...(ip && { ip }),
    port: message.number('port_value') ?? 0,
    protocol: message.choice('protocol', ['TCP', 'UDP']),
    ipv4Compat: message.flag('ipv4_compat'),
  };
}

function parsePipe(value: JsonValue, at: string): Address | undefined {
  const path = new Message(value, at).string('path');
  return path === '' ? undefined : { kind: 'pipe', at, path };
}

function parseInternalAddress(value: JsonValue, at: string): Address | undefined {
  const message = new Message(value, at);
  const serverListenerName = message.string('server_listener_name');
  if (serverListenerName === '') return undefined;
  return { kind: 'envoy_internal_address', at, serverListenerName, endpointId: message.string('endpoint_id') };
}
