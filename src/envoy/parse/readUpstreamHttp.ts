import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Cluster, UpstreamProtocol } from '../model/Cluster.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseHttpFilter } from './parseHttpFilter.js';
import { readAny } from './readAny.js';

type UpstreamHttp = Pick<Cluster, 'upstreamProtocol' | 'autoSni' | 'autoSanValidation' | 'httpFilters' | 'unsupported'>;

// Limits of time, number and size; checks at load.
const HARMLESS = fieldNames('common_http_protocol_options', 'header_validation_config');

const EXTENSION = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

/** What a cluster says about HTTP upstream: `HttpProtocolOptions`, or the fields of the cluster that it replaced. */
export function readUpstreamHttp(cluster: Message): UpstreamHttp {
  const legacy = readLegacyProtocol(cluster);
  const upstream = readUpstreamOptions(cluster);
  const options = cluster.map('typed_extension_protocol_options', parseHttpProtocolOptions);
  const modern = options.get(EXTENSION);
  const unsupported = [...options.keys()].filter((key) => key !== EXTENSION);
  if (modern) return { ...modern, unsupported: [...modern.unsupported, ...unsupported] };
  return { upstreamProtocol: legacy, ...upstream, httpFilters: [], unsupported };
}

/** `http2_protocol_options` and `protocol_selection` of the cluster itself (v2, deprecated in v3). */
function readLegacyProtocol(cluster: Message): UpstreamProtocol {
  const selection = cluster.choice('protocol_selection', ['USE_CONFIGURED_PROTOCOL', 'USE_DOWNSTREAM_PROTOCOL']);
  cluster.value('http2_protocol_options');
  if (selection === 'USE_DOWNSTREAM_PROTOCOL') return 'downstream';
  return cluster.has('http2_protocol_options') ? 'http2' : 'http1';
}

/** `upstreams.http.v3.HttpProtocolOptions`. */
function parseHttpProtocolOptions(value: JsonValue, at: string): UpstreamHttp {
  const any = readAny(value, at);
  const message = new Message(any.value, any.at);
  return {
    upstreamProtocol: readProtocol(message),
    ...readUpstreamOptions(message),
    httpFilters: message.many('http_filters', parseHttpFilter),
    unsupported: message.unread(HARMLESS),
  };
}

/** The oneof `upstream_protocol_options`; how a protocol is spoken is a matter of limits. */
function readProtocol(options: Message): UpstreamProtocol {
  const protocol = options.first('explicit_http_config', 'use_downstream_protocol_config', 'auto_config');
  if (protocol === undefined) return 'http1';
  options.value(protocol);
  switch (protocol) {
    case 'use_downstream_protocol_config':
      return 'downstream';
    case 'auto_config':
      return 'auto';
    case 'explicit_http_config': {
      const explicit = options.one(protocol, (value, at) => new Message(value, at));
      if (explicit?.has('http3_protocol_options')) return 'http3';
      return explicit?.has('http2_protocol_options') ? 'http2' : 'http1';
    }
  }
}

/** `core.v3.UpstreamHttpProtocolOptions`. */
function readUpstreamOptions(message: Message): Pick<Cluster, 'autoSni' | 'autoSanValidation'> {
  const options = message.message('upstream_http_protocol_options');
  const header = options?.text('override_auto_sni_header')?.toLowerCase() ?? ':authority';
  return {
    ...(options?.flag('auto_sni') && { autoSni: { at: options.at, header } }),
    autoSanValidation: options?.flag('auto_san_validation') ?? false,
  };
}
