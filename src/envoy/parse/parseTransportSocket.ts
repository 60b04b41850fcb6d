import type { JsonValue } from '../../text/json/JsonValue.js';
import type { DownstreamTransportSocket, UpstreamTransportSocket } from '../model/TransportSocket.js';
import { extensionKind, readExtension, type Extension, type ExtensionKind } from './Extension.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseDownstreamTls } from './parseDownstreamTls.js';
import { parseUpstreamTls } from './parseUpstreamTls.js';

const RAW_BUFFER: ExtensionKind<'raw_buffer'> = {
  kind: 'raw_buffer',
  message: 'RawBuffer',
  names: ['envoy.transport_sockets.raw_buffer', 'raw_buffer'],
};

const TLS_NAMES = ['envoy.transport_sockets.tls', 'tls'];

const DOWNSTREAM: readonly ExtensionKind<'raw_buffer' | 'tls'>[] = [
  RAW_BUFFER,
  { kind: 'tls', message: 'DownstreamTlsContext', names: TLS_NAMES },
];

const UPSTREAM: readonly ExtensionKind<'raw_buffer' | 'tls' | 'internal_upstream'>[] = [
  RAW_BUFFER,
  { kind: 'tls', message: 'UpstreamTlsContext', names: TLS_NAMES },
  {
    kind: 'internal_upstream',
    message: 'InternalUpstreamTransport',
    names: ['envoy.transport_sockets.internal_upstream'],
  },
];

/** `core.v3.TransportSocket` of a filter chain. */
export function parseDownstreamTransportSocket(value: JsonValue, at: string): DownstreamTransportSocket {
  const extension = readExtension(new Message(value, at));
  const kind = extensionKind(extension, DOWNSTREAM);
  switch (kind) {
    case undefined:
      return unsupported(extension, at);
    case 'raw_buffer':
      return { kind, at };
    case 'tls':
      return parseDownstreamTls(extension.config.value, extension.config.at);
  }
}

/** `core.v3.TransportSocket` of a cluster or of one of its `transport_socket_matches`. */
export function parseUpstreamTransportSocket(value: JsonValue, at: string): UpstreamTransportSocket {
  const extension = readExtension(new Message(value, at));
  const kind = extensionKind(extension, UPSTREAM);
  switch (kind) {
    case undefined:
      return unsupported(extension, at);
    case 'raw_buffer':
      return { kind, at };
    case 'tls':
      return parseUpstreamTls(extension.config.value, extension.config.at);
    case 'internal_upstream':
      return parseInternalUpstream(extension);
  }
}

/** `internal_upstream.v3.InternalUpstreamTransport`. */
function parseInternalUpstream(extension: Extension): UpstreamTransportSocket {
  const { at } = extension.config;
  const message = new Message(extension.config.value, at);
  const socket: UpstreamTransportSocket = {
    kind: 'internal_upstream',
    at,
    inner: message.one('transport_socket', parseUpstreamTransportSocket) ?? { kind: 'raw_buffer', at },
    passthroughMetadata: message.messages('passthrough_metadata').map(passthroughName),
    passthroughFilterState: message.messages('passthrough_filter_state_objects').map(passthroughName),
  };
  return message.unread().length === 0 ? socket : unsupported(extension, at);
}

// Of host, cluster or route.
const HARMLESS = fieldNames('kind');

function passthroughName(source: Message): string {
  return source.ignore(HARMLESS).string('name');
}

function unsupported(extension: Extension, at: string) {
  return { kind: 'unsupported', at, typeUrl: extension.config.typeUrl || extension.name } as const;
}
