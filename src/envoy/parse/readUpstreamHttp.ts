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
  const options = cluster.map('typed_extension_protocol_options', parseHttpProtocolOptions);
  const upstream = cluster.one('upstream_http_protocol_options', parseUpstreamOptions);
  const unsupported = [...options.keys()].filter((key) => key !== EXTENSION);
  const modern = options.get(EXTENSION);
  if (modern) return { ...modern, unsupported: [...modern.unsupported, ...unsupported] };
  return {
    upstreamProtocol: legacy,
    autoSanValidation: false,
    ...upstream,
    httpFilters: [],
    unsupported,
  };
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
  const upstream = message.one('upstream_http_protocol_options', parseUpstreamOptions);
  return {
    upstreamProtocol: readProtocol(message),
    autoSanValidation: false,
    ...upstream,
    httpFilters: message.many('http_filters', parseHttpFilter),
    unsupported: message.unread(HARMLESS),
  };
}

/** The oneof `upstream_protocol_options`. */
function readProtocol(options: Message): UpstreamProtocol {
  const explicit = options.message('explicit_http_config');
  const downstream = options.message('use_downstream_protocol_config');
  const auto = options.message('auto_config');
  if (explicit?.has('http3_protocol_options')) return 'http3';
  if (explicit?.has('http2_protocol_options')) return 'http2';
  if (downstream) return 'downstream';
  return auto ? 'auto' : 'http1';
}

/** `core.v3.UpstreamHttpProtocolOptions`. */
function parseUpstreamOptions(value: JsonValue, at: string): Pick<Cluster, 'autoSni' | 'autoSanValidation'> {
  const message = new Message(value, at);
  const header = message.string('override_auto_sni_header') || ':authority';
  return {
    ...(message.flag('auto_sni') && { autoSni: { at, header } }),
    autoSanValidation: message.flag('auto_san_validation'),
  };
}
