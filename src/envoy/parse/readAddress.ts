import { parseIp } from '../../net/IpAddress.js';
import type { Address } from '../model/Address.js';
import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';

/** `core.v3.Address`; `undefined` for one of another kind or without a host, path or listener name. */
export function readAddress(address: Message): Address | undefined {
  const socket = address.message('socket_address');
  if (socket) return readSocketAddress(socket);
  const pipe = address.message('pipe');
  if (pipe) return readPipe(pipe);
  const internal = address.message('envoy_internal_address');
  return internal && readInternalAddress(internal);
}

// Who resolves a name; a network namespace of one's own is another matter.
const HARMLESS_SOCKET = fieldNames('resolver_name');

/** `core.v3.SocketAddress`; a `named_port` cannot be read. */
function readSocketAddress(socket: Message): Address | undefined {
  const host = socket.ignore(HARMLESS_SOCKET).string('address');
  if (host === '' || socket.has('named_port')) return undefined;
  const ip = parseIp(host);
  return {
    kind: 'socket_address',
    at: socket.at,
    host,
    ...(ip && { ip }),
    port: socket.number('port_value') ?? 0,
    protocol: socket.choice('protocol', ['TCP', 'UDP']),
    ipv4Compat: socket.flag('ipv4_compat'),
  };
}

const HARMLESS_PIPE = fieldNames('mode');

function readPipe(pipe: Message): Address | undefined {
  const path = pipe.ignore(HARMLESS_PIPE).string('path');
  return path === '' ? undefined : { kind: 'pipe', at: pipe.at, path };
}

function readInternalAddress(internal: Message): Address | undefined {
  const serverListenerName = internal.string('server_listener_name');
  if (serverListenerName === '') return undefined;
  const endpointId = internal.string('endpoint_id');
  return { kind: 'envoy_internal_address', at: internal.at, serverListenerName, endpointId };
}

/** The addresses in a repeated field of messages that hold an `address`; one that cannot be read is refused. */
export function readAdditionalAddresses(message: Message, name: string): readonly Address[] {
  const holders = message.messages(name).map((holder) => holder.ignore(HARMLESS_HOLDER).message('address'));
  const addresses = holders.map((address) => address && readAddress(address));
  const read = addresses.filter((address) => address !== undefined);
  if (read.length < addresses.length) message.refuse(name);
  return read;
}

const HARMLESS_HOLDER = fieldNames('socket_options');
