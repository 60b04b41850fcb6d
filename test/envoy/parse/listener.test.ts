import { describe, expect, it } from 'vitest';
import { parseFilterChain } from '../../../src/envoy/parse/parseFilterChain.js';
import { parseFilterChainMatch } from '../../../src/envoy/parse/parseFilterChainMatch.js';
import { parseListener } from '../../../src/envoy/parse/parseListener.js';
import { parseNetworkFilter } from '../../../src/envoy/parse/parseNetworkFilter.js';
import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';

const socket = (address: string, port_value: number, more: JsonObject = {}) => ({
  socket_address: { address, port_value, ...more },
});
const any = (type: string, more: JsonObject = {}) => ({ '@type': `type.googleapis.com/${type}`, ...more });

describe('Listener', () => {
  it.each<[string, JsonObject, object]>([
    [
      'defaults',
      {},
      {
        bindToPort: true,
        useOriginalDst: false,
        transparent: false,
        listenerFiltersTimeoutMs: 15_000,
        internal: false,
      },
    ],
    ['bind_to_port', { bind_to_port: false }, { bindToPort: false }],
    ['v2 deprecated_v1', { deprecated_v1: { bind_to_port: false } }, { bindToPort: false, unsupported: [] }],
    ['hidden use_original_dst', { hidden_envoy_deprecated_use_original_dst: true }, { useOriginalDst: true }],
    ['use_original_dst wrapped', { use_original_dst: { value: true } }, { useOriginalDst: true }],
    ['traffic_direction by number', { traffic_direction: 2 }, { trafficDirection: 'OUTBOUND' }],
    ['timeout 0', { listener_filters_timeout: '0s' }, { listenerFiltersTimeoutMs: 0 }],
    ['internal_listener', { internal_listener: {} }, { internal: true, addresses: [], unsupported: [] }],
    [
      'internal address (before 1.24)',
      { address: { envoy_internal_address: { server_listener_name: 'x' } } },
      { internal: true, addresses: [{ kind: 'envoy_internal_address', serverListenerName: 'x' }] },
    ],
    ['harmless fields', { stat_prefix: 'x', access_log: [{}], connection_balance_config: {} }, { unsupported: [] }],
    ['a field that is not known', { udp_listener_config: {} }, { unsupported: ['udp_listener_config'] }],
    [
      'a named port',
      { address: { socket_address: { address: '::', named_port: 'x' } } },
      { addresses: [], unsupported: ['address', 'address.socket_address.named_port'] },
    ],
  ])('%s', (_name, json, expected) => {
    expect(parseListener(json, '/l')).toMatchObject(expected);
  });

  it('addresses, primary first', () => {
    const json = {
      address: socket('0.0.0.0', 80),
      additional_addresses: [{ address: socket('::', 80, { ipv4_compat: true }) }],
    };
    expect(parseListener(json, '/l').addresses).toMatchObject([
      { at: '/l/address/socket_address', host: '0.0.0.0', port: 80, protocol: 'TCP', ipv4Compat: false },
      { at: '/l/additional_addresses/0/address/socket_address', host: '::', ipv4Compat: true },
    ]);
  });
});

describe('ListenerFilter', () => {
  const read = (json: JsonObject) => parseListener({ listener_filters: [json] }, '').listenerFilters[0];
  const type = (name: string, message: string) => any(`envoy.extensions.filters.listener.${name}.v3.${message}`);

  it.each<[string, JsonObject, object]>([
    ['original_dst', { typed_config: type('original_dst', 'OriginalDst') }, { kind: 'original_dst' }],
    [
      'a name is only a label',
      { name: 'x', typed_config: type('tls_inspector', 'TlsInspector') },
      { kind: 'tls_inspector' },
    ],
    [
      'a type wins over a name',
      { name: 'envoy.filters.listener.tls_inspector', typed_config: any('a.B') },
      { kind: 'unsupported', typeUrl: 'a.B' },
    ],
    ['v2: by name', { name: 'envoy.listener.tls_inspector' }, { kind: 'tls_inspector' }],
    ['v2: by name and config', { name: 'envoy.listener.original_dst', config: {} }, { kind: 'original_dst' }],
    ['v3 name without config', { name: 'envoy.filters.listener.http_inspector' }, { kind: 'http_inspector' }],
    [
      'original_src with a mark',
      { name: 'envoy.listener.original_src', config: { mark: 1337 } },
      { kind: 'original_src', mark: 1337 },
    ],
    [
      'optional PROXY header',
      { name: 'envoy.filters.listener.proxy_protocol', config: { allow_requests_without_proxy_protocol: true } },
      { kind: 'proxy_protocol', optional: true },
    ],
    [
      'an option that is not modelled',
      { name: 'envoy.filters.listener.proxy_protocol', config: { disallowed_versions: ['V1'] } },
      { kind: 'unsupported' },
    ],
    ['discovered', { name: 'envoy.filters.listener.tls_inspector', config_discovery: {} }, { kind: 'unsupported' }],
    ['disabled', { name: 'x', filter_disabled: { any_match: true } }, { disabled: { kind: 'any_match' } }],
    [
      'disabled on ports',
      {
        name: 'x',
        filter_disabled: {
          or_match: { rules: [{ destination_port_range: { start: 80, end: 81 } }, { not_match: { any_match: true } }] },
        },
      },
      {
        disabled: {
          kind: 'or_match',
          rules: [
            { kind: 'destination_port_range', start: 80, end: 81 },
            { kind: 'not_match', rule: { kind: 'any_match' } },
          ],
        },
      },
    ],
    [
      'disabled by what is not known',
      { name: 'x', filter_disabled: { frob: {} } },
      { disabled: { kind: 'unsupported', field: 'frob' } },
    ],
  ])('%s', (_name, json, expected) => {
    expect(read(json)).toMatchObject(expected);
  });
});

describe('FilterChainMatch', () => {
  it.each<[string, JsonObject, object]>([
    ['nothing', {}, { prefixRanges: [], serverNames: [], transportProtocol: '', sourceType: 'ANY', unsupported: [] }],
    ['destination_port wrapped', { destination_port: { value: 80 } }, { destinationPort: 80 }],
    [
      'a prefix is masked',
      { prefix_ranges: [{ address_prefix: '10.0.0.1', prefix_len: 24 }] },
      { prefixRanges: [{ text: '10.0.0.0/24' }] },
    ],
    [
      'without prefix_len everything',
      { prefix_ranges: [{ address_prefix: '10.0.0.1' }] },
      { prefixRanges: [{ text: '0.0.0.0/0' }] },
    ],
    [
      'prefix_len 33 is 32',
      { prefix_ranges: [{ address_prefix: '10.0.0.1', prefix_len: 33 }] },
      { prefixRanges: [{ text: '10.0.0.1/32' }] },
    ],
    [
      'an address that is none',
      { prefix_ranges: [{ address_prefix: 'x' }] },
      { prefixRanges: [], unsupported: ['prefix_ranges'] },
    ],
    ['server names in lower case', { server_names: ['A.Example.com'] }, { serverNames: ['a.example.com'] }],
    ['v2 sni_domains', { sni_domains: ['a'] }, { serverNames: ['a'], unsupported: [] }],
    ['v2 LOCAL', { source_type: 'LOCAL' }, { sourceType: 'SAME_IP_OR_LOOPBACK', unsupported: [] }],
    ['source_type by number', { source_type: 2 }, { sourceType: 'EXTERNAL' }],
    ['source ports', { source_ports: [1, 2] }, { sourcePorts: [1, 2] }],
    ['address_suffix', { address_suffix: '1.2.3.4', suffix_len: 8 }, { unsupported: ['address_suffix', 'suffix_len'] }],
  ])('%s', (_name, json, expected) => {
    expect(parseFilterChainMatch(json, '')).toMatchObject(expected);
  });
});

describe('transport socket of a FilterChain', () => {
  const read = (json: JsonObject) => parseFilterChain(json, '/c').transportSocket;
  const tls = 'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext';
  const common = (more: JsonObject) => ({ transport_socket: { typed_config: any(tls, { common_tls_context: more }) } });

  it.each<[string, JsonObject, object]>([
    ['none', {}, { kind: 'raw_buffer', at: '/c' }],
    ['raw_buffer', { transport_socket: { name: 'raw_buffer' } }, { kind: 'raw_buffer', at: '/c/transport_socket' }],
    [
      'v2 tls_context',
      { tls_context: { require_client_certificate: true } },
      { kind: 'tls', at: '/c/tls_context', requireClientCertificate: true },
    ],
    [
      'v2 name tls',
      { transport_socket: { name: 'tls', typed_config: any('envoy.api.v2.auth.DownstreamTlsContext') } },
      { kind: 'tls', validatesClient: false },
    ],
    [
      'v2 name tls, Struct',
      { transport_socket: { name: 'tls', config: { require_client_certificate: true } } },
      { kind: 'tls', requireClientCertificate: true },
    ],
    ['another', { transport_socket: { name: 'x', typed_config: any('a.B') } }, { kind: 'unsupported', typeUrl: 'a.B' }],
    ['alpn', common({ alpn_protocols: ['h2'] }), { alpnProtocols: ['h2'] }],
    ['validation', common({ validation_context: {} }), { validatesClient: true, acceptUntrusted: false }],
    [
      'ACCEPT_UNTRUSTED',
      common({ validation_context: { trust_chain_verification: 'ACCEPT_UNTRUSTED' } }),
      { acceptUntrusted: true },
    ],
    [
      'SDS',
      common({
        tls_certificate_sds_secret_configs: [{ name: 'default' }],
        validation_context_sds_secret_config: { name: 'ROOTCA' },
      }),
      { sdsSecrets: ['default', 'ROOTCA'], validatesClient: true },
    ],
    [
      'combined, typed SAN',
      common({
        combined_validation_context: {
          default_validation_context: {
            match_typed_subject_alt_names: [{ san_type: 'URI', matcher: { prefix: 's' } }],
          },
          validation_context_sds_secret_config: { name: 'ROOTCA' },
        },
      }),
      { subjectAltNames: [{ sanType: 'URI', matcher: { kind: 'prefix', value: 's' } }], sdsSecrets: ['ROOTCA'] },
    ],
    [
      'SAN',
      common({ validation_context: { match_subject_alt_names: [{ exact: 's' }] } }),
      { subjectAltNames: [{ sanType: '', matcher: { kind: 'exact' } }] },
    ],
    [
      'v2 verify_subject_alt_name',
      common({ validation_context: { verify_subject_alt_name: ['s'] } }),
      { subjectAltNames: [{ sanType: '', matcher: { kind: 'exact', value: 's' } }] },
    ],
    [
      'a hash of the certificate',
      common({ validation_context: { verify_certificate_hash: ['x'] } }),
      { unsupported: ['common_tls_context.validation_context.verify_certificate_hash'] },
    ],
  ])('%s', (_name, json, expected) => {
    expect(read(json)).toMatchObject(expected);
  });

  it('use_proxy_proto is not modelled, but false is no more than absent', () => {
    expect(parseFilterChain({ use_proxy_proto: true }, '').unsupported).toEqual(['use_proxy_proto']);
    expect(parseFilterChain({ use_proxy_proto: false }, '').unsupported).toEqual([]);
  });
});

describe('network filters', () => {
  const read = (json: JsonObject) => parseNetworkFilter(json, '/f');
  const tcp = (more: JsonObject) => ({
    typed_config: any('envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy', more),
  });

  it.each<[string, JsonObject, object]>([
    [
      'tcp_proxy',
      tcp({ cluster: 'a' }),
      { kind: 'tcp_proxy', at: '/f/typed_config', cluster: 'a', maxConnectAttempts: 1, unsupported: [] },
    ],
    [
      'v2 name',
      { name: 'envoy.tcp_proxy', config: { cluster: 'a' } },
      { kind: 'tcp_proxy', at: '/f/config', cluster: 'a' },
    ],
    [
      'v2 type',
      { typed_config: any('envoy.config.filter.network.tcp_proxy.v2.TcpProxy', { cluster: 'a' }) },
      { kind: 'tcp_proxy' },
    ],
    [
      'weights',
      tcp({ weighted_clusters: { clusters: [{ name: 'a', weight: 1 }] } }),
      { weightedClusters: [{ at: '/f/typed_config/weighted_clusters/clusters/0', name: 'a', weight: 1 }] },
    ],
    [
      'subset',
      tcp({ metadata_match: { filter_metadata: { 'envoy.lb': { v: '1' } } } }),
      { metadataMatch: new Map([['v', '1']]) },
    ],
    [
      'tunneling',
      tcp({ tunneling_config: { hostname: 'h', headers_to_add: [{}] } }),
      { tunneling: { hostname: 'h', usePost: false }, unsupported: [] },
    ],
    ['deprecated_v1 routes', tcp({ deprecated_v1: { routes: [] } }), { unsupported: ['deprecated_v1'] }],
    ['sni_cluster', { name: 'envoy.filters.network.sni_cluster' }, { kind: 'sni_cluster' }],
    [
      'rbac without rules',
      { typed_config: any('envoy.extensions.filters.network.rbac.v3.RBAC') },
      { kind: 'rbac', rbac: { unsupported: [] } },
    ],
    [
      'the rules of an RBAC are no filter',
      { typed_config: any('envoy.config.rbac.v3.Other') },
      { kind: 'unparsed', typeUrl: 'envoy.config.rbac.v3.Other' },
    ],
    ['unknown name, no config', { name: 'mixer' }, { kind: 'unparsed', typeUrl: '' }],
    ['discovered', { name: 'envoy.tcp_proxy', config_discovery: {} }, { kind: 'unparsed', at: '/f' }],
    [
      'set_filter_state',
      setFilterState([
        {
          object_key: 'k',
          format_string: { text_format_source: { inline_string: 'v' } },
          shared_with_upstream: 'ONCE',
        },
      ]),
      {
        kind: 'set_filter_state',
        values: [{ objectKey: 'k', format: 'v', sharedWithUpstream: true, skipIfEmpty: false }],
      },
    ],
    [
      'set_filter_state in JSON',
      setFilterState([{ object_key: 'k', format_string: { json_format: {} } }]),
      { kind: 'unparsed' },
    ],
  ])('%s', (_name, json, expected) => {
    expect(read(json).config).toMatchObject(expected);
  });

  function setFilterState(on_new_connection: readonly JsonValue[]) {
    return { typed_config: any('envoy.extensions.filters.network.set_filter_state.v3.Config', { on_new_connection }) };
  }
});
