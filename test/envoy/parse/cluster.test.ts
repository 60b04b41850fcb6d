import { describe, expect, it } from 'vitest';
import { parseCluster } from '../../../src/envoy/parse/parseCluster.js';
import { parseHostStatus } from '../../../src/envoy/parse/parseHostStatus.js';
import { parseLoadAssignment } from '../../../src/envoy/parse/parseLoadAssignment.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const any = (type: string, more: JsonObject = {}) => ({ '@type': `type.googleapis.com/${type}`, ...more });
const address = (ip: string, port_value: number) => ({ socket_address: { address: ip, port_value } });
const http = (more: JsonObject) => ({
  typed_extension_protocol_options: {
    'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': any(
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
      more,
    ),
  },
});

describe('Cluster', () => {
  it.each<[string, JsonObject, object]>([
    [
      'defaults',
      {},
      {
        type: { kind: 'STATIC' },
        lbPolicy: 'ROUND_ROBIN',
        connectTimeoutMs: 5000,
        transportSocket: { kind: 'raw_buffer', at: '/c' },
        upstreamProtocol: 'http1',
        healthyPanicThreshold: 50,
        circuitBreakers: [],
        unsupported: [],
      },
    ],
    [
      'type by number',
      { type: 3, eds_cluster_config: { service_name: 's', eds_config: {} } },
      { type: { kind: 'EDS' }, edsServiceName: 's', unsupported: [] },
    ],
    [
      'aggregate',
      {
        cluster_type: {
          typed_config: any('envoy.extensions.clusters.aggregate.v3.ClusterConfig', { clusters: ['a', 'b'] }),
        },
      },
      { type: { kind: 'aggregate', clusters: ['a', 'b'] } },
    ],
    [
      'dynamic_forward_proxy',
      { cluster_type: { typed_config: any('envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig') } },
      { type: { kind: 'dynamic_forward_proxy' } },
    ],
    [
      'DnsCluster',
      {
        cluster_type: {
          typed_config: any('envoy.extensions.clusters.dns.v3.DnsCluster', { all_addresses_in_single_endpoint: true }),
        },
      },
      { type: { kind: 'LOGICAL_DNS' } },
    ],
    ['by its name', { cluster_type: { name: 'envoy.cluster.strict_dns' } }, { type: { kind: 'STRICT_DNS' } }],
    [
      'another',
      { cluster_type: { name: 'envoy.clusters.redis' } },
      { type: { kind: 'unsupported', typeUrl: 'envoy.clusters.redis' } },
    ],
    ['v2 ORIGINAL_DST_LB', { lb_policy: 'ORIGINAL_DST_LB' }, { lbPolicy: 'ORIGINAL_DST_LB', unsupported: [] }],
    [
      'load_balancing_policy',
      {
        lb_policy: 'LOAD_BALANCING_POLICY_CONFIG',
        load_balancing_policy: {
          policies: [
            {
              typed_extension_config: {
                name: 'x',
                typed_config: any('envoy.extensions.load_balancing_policies.least_request.v3.LeastRequest', {
                  locality_lb_config: { locality_weighted_lb_config: {} },
                }),
              },
            },
          ],
        },
      },
      { lbPolicy: 'LEAST_REQUEST', localityWeighted: true, unsupported: [] },
    ],
    [
      'a load balancer that is not known',
      { load_balancing_policy: { policies: [{ typed_extension_config: { typed_config: any('a.Peak') } }] } },
      { lbPolicy: 'Peak', unsupported: ['load_balancing_policy a.Peak'] },
    ],
    [
      'panic threshold of 0, as Envoy prints it',
      { common_lb_config: { healthy_panic_threshold: {} } },
      { healthyPanicThreshold: 0, unsupported: [] },
    ],
    [
      'panic threshold',
      { common_lb_config: { healthy_panic_threshold: { value: 20 } } },
      { healthyPanicThreshold: 20 },
    ],
    [
      'localities by weight',
      { common_lb_config: { locality_weighted_lb_config: {} } },
      { localityWeighted: true, unsupported: [] },
    ],
    [
      'fail_traffic_on_panic',
      { common_lb_config: { zone_aware_lb_config: { fail_traffic_on_panic: true } } },
      { failTrafficOnPanic: true, unsupported: [] },
    ],
    [
      'HTTP/2',
      http({ explicit_http_config: { http2_protocol_options: { allow_connect: true } } }),
      { upstreamProtocol: 'http2', unsupported: [] },
    ],
    ['HTTP/1', http({ explicit_http_config: { http_protocol_options: {} } }), { upstreamProtocol: 'http1' }],
    ['HTTP/3', http({ explicit_http_config: { http3_protocol_options: {} } }), { upstreamProtocol: 'http3' }],
    [
      'as downstream',
      http({ use_downstream_protocol_config: { http2_protocol_options: {} } }),
      { upstreamProtocol: 'downstream' },
    ],
    ['by ALPN', http({ auto_config: {} }), { upstreamProtocol: 'auto' }],
    ['v2 HTTP/2', { http2_protocol_options: {} }, { upstreamProtocol: 'http2', unsupported: [] }],
    [
      'v2 as downstream',
      { http2_protocol_options: {}, protocol_selection: 'USE_DOWNSTREAM_PROTOCOL' },
      { upstreamProtocol: 'downstream', unsupported: [] },
    ],
    [
      'SNI from the request',
      http({ upstream_http_protocol_options: { auto_sni: true, auto_san_validation: true } }),
      { autoSni: { header: ':authority' }, autoSanValidation: true },
    ],
    [
      'SNI from a header',
      http({ upstream_http_protocol_options: { auto_sni: true, override_auto_sni_header: 'X-H' } }),
      { autoSni: { header: 'x-h' } },
    ],
    [
      'upstream filters',
      { ...http({ http_filters: [{ name: 'envoy.router' }] }), filters: [{ name: 'x' }] },
      { httpFilters: [{ config: { kind: 'router' } }], filters: [{ name: 'x', config: { kind: 'unparsed' } }] },
    ],
    [
      'options of another protocol',
      { typed_extension_protocol_options: { redis: any('a.B') } },
      { unsupported: ['redis'] },
    ],
    [
      'circuit breakers',
      { circuit_breakers: { thresholds: [{ priority: 'HIGH', max_requests: { value: 1 }, retry_budget: {} }] } },
      {
        circuitBreakers: [
          { priority: 'HIGH', maxConnections: 1024, maxPendingRequests: 1024, maxRequests: 1, maxRetries: 3 },
        ],
        unsupported: [],
      },
    ],
    [
      'breakers per host',
      { circuit_breakers: { per_host_thresholds: [{}] } },
      { unsupported: ['circuit_breakers.per_host_thresholds'] },
    ],
    [
      'checks',
      { health_checks: [{}], outlier_detection: {} },
      { healthChecks: true, outlierDetection: true, unsupported: [] },
    ],
    [
      'original destination',
      {
        original_dst_lb_config: {
          use_http_header: true,
          upstream_port_override: 15008,
          metadata_key: { key: 'k', path: [{ key: 'p' }] },
        },
      },
      {
        originalDst: {
          useHttpHeader: true,
          httpHeaderName: 'x-envoy-original-dst-host',
          portOverride: 15008,
          metadataKey: { key: 'k', path: ['p'] },
        },
      },
    ],
    [
      'bind addresses',
      {
        upstream_bind_config: {
          source_address: { address: '127.0.0.6', port_value: 0 },
          extra_source_addresses: [{ address: { address: '::6' } }],
        },
      },
      { bindSourceAddresses: ['127.0.0.6', '::6'], unsupported: [] },
    ],
    ['no subsets without selectors', { lb_subset_config: {} }, { unsupported: [] }],
    [
      'subsets',
      {
        lb_subset_config: {
          fallback_policy: 1,
          subset_selectors: [{ keys: ['v'], fallback_policy: 'KEYS_SUBSET', fallback_keys_subset: ['w'] }],
          default_subset: { v: '1' },
          list_as_any: true,
          panic_mode_any: true,
        },
      },
      {
        subsets: {
          fallbackPolicy: 'ANY_ENDPOINT',
          panicModeAny: true,
          selectors: [{ keys: ['v'], fallbackPolicy: 'KEYS_SUBSET', fallbackKeys: ['w'], single: false }],
          defaultSubset: new Map([['v', '1']]),
          listAsAny: true,
          unsupported: [],
        },
      },
    ],
    [
      'v2 tls_context',
      { tls_context: { sni: 's' } },
      { transportSocket: { kind: 'tls', at: '/c/tls_context', sni: 's', presentsCertificate: false } },
    ],
    [
      'v2 hosts',
      { hosts: [address('10.0.0.1', 80), { pipe: { path: '/s' } }] },
      {
        loadAssignment: {
          at: '/c/hosts',
          localities: [
            {
              endpoints: [
                { at: '/c/hosts/0', address: { kind: 'socket_address', host: '10.0.0.1', port: 80 } },
                { address: { kind: 'pipe', path: '/s' } },
              ],
            },
          ],
        },
      },
    ],
    [
      'harmless',
      { alt_stat_name: 'x', dns_lookup_family: 'V4_ONLY', ring_hash_lb_config: {}, max_requests_per_connection: 1 },
      { unsupported: [] },
    ],
    ['not known', { transport_socket_matcher: {} }, { unsupported: ['transport_socket_matcher'] }],
  ])('%s', (_name, json, expected) => {
    expect(parseCluster(json, '/c')).toMatchObject(expected);
  });

  it('an lb_subset_config without selectors is none', () => {
    expect(parseCluster({ lb_subset_config: { fallback_policy: 1 } }, '')).not.toHaveProperty('subsets');
  });

  it('transport_socket_matches, an internal one with what it passes through', () => {
    const inner = {
      name: 'envoy.transport_sockets.internal_upstream',
      typed_config: any('envoy.extensions.transport_sockets.internal_upstream.v3.InternalUpstreamTransport', {
        passthrough_metadata: [{ kind: { host: {} }, name: 'envoy.filters.listener.original_dst' }],
        transport_socket: { name: 'raw_buffer' },
      }),
    };
    const json = {
      transport_socket_matches: [
        { name: 'hbone', match: { tunnel: 'http' }, transport_socket: inner },
        { name: 'plain', match: {} },
      ],
    };
    expect(parseCluster(json, '').transportSocketMatches).toMatchObject([
      {
        name: 'hbone',
        match: { tunnel: 'http' },
        socket: {
          kind: 'internal_upstream',
          inner: { kind: 'raw_buffer' },
          passthroughMetadata: ['envoy.filters.listener.original_dst'],
        },
      },
      { at: '/transport_socket_matches/1', name: 'plain', match: {}, socket: { kind: 'raw_buffer' } },
    ]);
  });
});

describe('ClusterLoadAssignment', () => {
  const one = (lbEndpoint: JsonObject) => parseLoadAssignment({ endpoints: [{ lb_endpoints: [lbEndpoint] }] }, '');

  it('localities, priorities, weights, drops', () => {
    const json = {
      cluster_name: 'c',
      endpoints: [
        {
          locality: { region: 'r', zone: 'z', sub_zone: 's' },
          priority: 1,
          load_balancing_weight: 3,
          lb_endpoints: [],
        },
        {},
      ],
      policy: {
        overprovisioning_factor: 150,
        drop_overloads: [{ category: 'd', drop_percentage: { numerator: 5, denominator: 'TEN_THOUSAND' } }],
      },
    };
    expect(parseLoadAssignment(json, '/a')).toEqual({
      at: '/a',
      clusterName: 'c',
      localities: [
        {
          at: '/a/endpoints/0',
          locality: { region: 'r', zone: 'z', subZone: 's' },
          priority: 1,
          weight: 3,
          metadata: {},
          endpoints: [],
        },
        {
          at: '/a/endpoints/1',
          locality: { region: '', zone: '', subZone: '' },
          priority: 0,
          weight: 0,
          metadata: {},
          endpoints: [],
        },
      ],
      overprovisioningFactor: 150,
      dropOverloads: [{ category: 'd', fraction: 0.0005 }],
      unsupported: [],
    });
  });

  it('an endpoint', () => {
    const endpoint = {
      address: address('10.0.0.1', 80),
      hostname: 'h',
      health_check_config: {},
      additional_addresses: [{ address: address('fd00::1', 80) }],
    };
    const { localities, unsupported } = one({
      endpoint,
      health_status: 2,
      load_balancing_weight: { value: 5 },
      metadata: { filter_metadata: { istio: { workload: 'w' } } },
    });
    expect(localities[0]?.endpoints).toMatchObject([
      {
        healthStatus: 'UNHEALTHY',
        weight: 5,
        hostname: 'h',
        metadata: { istio: { workload: 'w' } },
        additionalAddresses: [{ host: 'fd00::1' }],
      },
    ]);
    expect(unsupported).toEqual([]);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    ['a named endpoint', { endpoint_name: 'n' }, ['endpoints.lb_endpoints', 'endpoints.lb_endpoints.endpoint_name']],
    [
      'a health that is not known',
      { endpoint: { address: address('1.2.3.4', 1) }, health_status: 'ILL' },
      ['endpoints.lb_endpoints.health_status'],
    ],
  ])('%s is named', (_name, lbEndpoint, unsupported) => {
    expect(one(lbEndpoint).unsupported).toEqual(unsupported);
  });
});

it('HostStatus: flags by their names', () => {
  const health_status = {
    eds_health_status: 'DRAINING',
    failed_outlier_check: true,
    failed_active_health_check: false,
  };
  expect(
    parseHostStatus({ address: address('10.0.0.1', 80), health_status, priority: 1, weight: 2 }, '/h'),
  ).toMatchObject({
    at: '/h',
    edsHealthStatus: 'DRAINING',
    flags: ['failed_outlier_check'],
    priority: 1,
    weight: 2,
  });
});
