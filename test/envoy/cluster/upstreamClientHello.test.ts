import { describe, expect, it } from 'vitest';
import { upstreamClientHello, type UpstreamHelloOptions } from '../../../src/envoy/cluster/upstreamClientHello.js';
import { upstreamProtocol } from '../../../src/envoy/cluster/upstreamProtocol.js';
import type { HttpRequest } from '../../../src/envoy/model/HttpRequest.js';
import { parseCluster } from '../../../src/envoy/parse/parseCluster.js';
import { parseUpstreamTls } from '../../../src/envoy/parse/parseUpstreamTls.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const AUTO = { autoSni: { at: '', header: ':authority' } };
const SNI = { sni: 'own.example' };
const alpn = (...alpn_protocols: readonly string[]) => ({ common_tls_context: { alpn_protocols } });

describe('the hello towards a host', () => {
  it.each<[string, JsonObject, UpstreamHelloOptions, string, readonly string[]]>([
    ['the configured sni', SNI, { authority: 'a.com' }, 'own.example', []],
    ['auto_sni: the host of the request', SNI, { ...AUTO, authority: 'a.com:81' }, 'a.com', []],
    ['auto_sni: an address is no SNI', SNI, { ...AUTO, authority: '10.0.0.1:80' }, 'own.example', []],
    ['auto_sni: nor an IPv6 address', SNI, { ...AUTO, authority: '[2001:db8::1]:80' }, 'own.example', []],
    [
      'auto_host_sni: the name of the endpoint',
      { ...SNI, auto_host_sni: true },
      { hostname: 'db.example' },
      'db.example',
      [],
    ],
    ['auto_host_sni: an endpoint without name', { ...SNI, auto_host_sni: true }, {}, 'own.example', []],
    ['no SNI', {}, { authority: 'a.com' }, '', []],
    ['the configured ALPN', alpn('istio', 'h2'), { protocol: 'HTTP/1.1' }, '', ['istio', 'h2']],
    ["a filter's ALPN", alpn('istio', 'h2'), { alpnOverride: ['istio-h2'] }, '', ['istio-h2']],
    ['HTTP/1.1 without ALPN', {}, { protocol: 'HTTP/1.1' }, '', ['http/1.1']],
    ['HTTP/2 without ALPN', {}, { protocol: 'HTTP/2' }, '', ['h2']],
  ])('%s', (_rule, context, options, sni, protocols) => {
    expect(upstreamClientHello(parseUpstreamTls(context, ''), options)).toEqual({ sni, alpn: protocols });
  });
});

describe('the protocol towards a host', () => {
  const options = (more: JsonObject): JsonObject => ({
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
        ...more,
      },
    },
  });

  it.each<[string, JsonObject, HttpRequest['protocol'], string]>([
    ['HTTP/1.1 unless said otherwise', {}, 'HTTP/2', 'HTTP/1.1'],
    ['explicit HTTP/2', options({ explicit_http_config: { http2_protocol_options: {} } }), 'HTTP/1.1', 'HTTP/2'],
    ["the downstream's: HTTP/2", options({ use_downstream_protocol_config: {} }), 'HTTP/2', 'HTTP/2'],
    [
      "the downstream's: HTTP/1.0 goes as HTTP/1.1",
      options({ use_downstream_protocol_config: {} }),
      'HTTP/1.0',
      'HTTP/1.1',
    ],
    ['by ALPN', options({ auto_config: {} }), 'HTTP/1.1', 'unknown'],
    ['v2 http2_protocol_options', { http2_protocol_options: {} }, 'HTTP/1.1', 'HTTP/2'],
    ['v2 protocol_selection', { protocol_selection: 'USE_DOWNSTREAM_PROTOCOL' }, 'HTTP/2', 'HTTP/2'],
  ])('%s', (_rule, cluster, downstream, expected) => {
    expect(upstreamProtocol(parseCluster({ name: 'c', ...cluster }, ''), downstream)).toBe(expected);
  });
});
