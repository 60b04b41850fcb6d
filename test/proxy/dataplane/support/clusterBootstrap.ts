import type { Identity } from '../../../../src/lab/ca/LabCa.js';
import { cluster, extension, fileLog, hcm, listener, type Json } from './bootstrap.js';

/** Where the apps a, b and m are. */
export interface AppPorts {
  readonly a: number;
  readonly b: number;
  readonly m: number;
  readonly dead: number;
}

/** Where one proxy listens. */
export interface SidePorts {
  readonly admin: number;
  readonly web: number;
  readonly tcp: number;
  readonly hurried: number;
  readonly tls: number;
}

/** One route `/NAME` to each cluster NAME, and what is done on the way. */
export function clusterBootstrap(
  log: string,
  { admin, web, tcp, hurried, tls }: SidePorts,
  apps: AppPorts,
  server: Identity & { readonly ca: string },
): Json {
  const clusters = clustersOf(apps);
  const actions: Readonly<Record<string, Json>> = {
    retried: { retry_policy: { retry_on: '5xx', num_retries: 3, retry_back_off: { base_interval: '0.01s' } } },
    refused: { retry_policy: { retry_on: 'connect-failure', num_retries: 2 } },
    other: {
      retry_policy: {
        retry_on: '5xx',
        num_retries: 1,
        retry_host_predicate: [extension('previous', 'retry.host.previous_hosts.v3.PreviousHostsPredicate')],
        host_selection_retry_max_attempts: '5',
      },
    },
    waited: {
      timeout: '5s',
      retry_policy: { retry_on: '5xx', num_retries: 1, per_try_idle_timeout: '0.2s' },
    },
    mirrored: { request_mirror_policies: [{ cluster: 'shadow' }] },
  };
  const routes = clusters.map(({ name }) => ({
    match: { prefix: `/${String(name)}` },
    route: { cluster: name, ...actions[String(name)] },
  }));
  const hosts = { virtual_hosts: [{ name: 'all', domains: ['*'], routes }] };
  const relay = extension('tcp', 'filters.network.tcp_proxy.v3.TcpProxy', {
    stat_prefix: 'relay',
    cluster: 'plain',
    access_log: [fileLog(log, 'tcp %RESPONSE_FLAGS%')],
  });
  const local = {
    mappers: [
      {
        filter: { status_code_filter: { comparison: { op: 'EQ', value: { default_value: 503, runtime_key: 'a' } } } },
        status_code: 599,
        body: { inline_string: 'mapped' },
        body_format_override: { text_format_source: { inline_string: '%LOCAL_REPLY_BODY% %RESPONSE_CODE%' } },
        headers_to_add: [{ header: { key: 'x-mapped', value: 'yes' } }],
      },
    ],
  };
  const limits = {
    stat_prefix: 'hurried',
    request_headers_timeout: '0.3s',
    common_http_protocol_options: { max_connection_duration: '0.5s', max_requests_per_connection: 2 },
    drain_timeout: '0.1s',
    local_reply_config: local,
  };
  return {
    admin: { address: { socket_address: { address: '127.0.0.1', port_value: admin } } },
    static_resources: {
      listeners: [
        listener('web', web, [hcm(log, hosts, {}, [])]),
        {
          ...listener('tcp', tcp, []),
          filter_chains: [{ filter_chain_match: { source_prefix_ranges: [range('127.0.0.1')] }, filters: [relay] }],
        },
        {
          ...listener('tls', tls, []),
          filter_chains: [{ filters: [hcm(log, hosts)], transport_socket: mutual(server) }],
        },
        listener('hurried', hurried, [hcm(log, hosts, limits)]),
      ],
      clusters,
    },
  };
}

function clustersOf({ a, b, m, dead }: AppPorts): readonly Json[] {
  const sick = { health_status: 'UNHEALTHY' };
  const outlier = { consecutive_5xx: 2, interval: '0.2s', base_ejection_time: '0.7s', max_ejection_percent: 50 };
  const breakers = (fields: Json): Json => ({ circuit_breakers: { thresholds: [fields] } });
  const byName = (type: string): Json => ({
    type,
    dns_lookup_family: 'V4_ONLY',
    load_assignment: assignment('named', [{ lb_endpoints: [endpoint(a, {}, 'localhost')] }]),
  });
  const placed = (endpoints: readonly Json[], fields: Json = {}): Json => ({
    load_assignment: assignment('placed', endpoints),
    ...fields,
  });
  const zone = (name: string, port: number, fields: Json, health: Json = {}): Json => ({
    locality: { zone: name },
    lb_endpoints: [endpoint(port, health)],
    ...fields,
  });
  return [
    cluster('plain', [a]),
    cluster('shadow', [m]),
    cluster('mirrored', [a]),
    cluster('ejecting', [a, b], { outlier_detection: outlier }),
    cluster('half', [a, b], { outlier_detection: outlier }),
    cluster('retried', [a]),
    cluster('refused', [dead]),
    cluster('other', [a, b]),
    cluster('waited', [a]),
    cluster('busy', [a], breakers({ max_connections: 1, max_pending_requests: 1 })),
    cluster('full', [a], breakers({ max_requests: 1 })),
    cluster('strict', [], byName('STRICT_DNS')),
    cluster('logical', [], byName('LOGICAL_DNS')),
    cluster('second', [], placed([zone('a', a, { priority: 0 }, sick), zone('b', b, { priority: 1 })])),
    cluster('panic', [], placed([zone('a', a, {}, sick)])),
    cluster(
      'weighted',
      [],
      placed([zone('a', a, { load_balancing_weight: 1 }), zone('b', b, { load_balancing_weight: 3 })], {
        common_lb_config: { locality_weighted_lb_config: {} },
      }),
    ),
    cluster('sick', [], placed([zone('a', a, {}, sick)], { common_lb_config: { healthy_panic_threshold: {} } })),
    {
      name: 'joined',
      connect_timeout: '0.5s',
      lb_policy: 'CLUSTER_PROVIDED',
      cluster_type: extension('envoy.clusters.aggregate', 'clusters.aggregate.v3.ClusterConfig', {
        clusters: ['sick', 'plain'],
      }),
    },
  ];
}

/** A server that trusts the client `client` of its own authority. */
function mutual({ chain, key, ca }: Identity & { readonly ca: string }): Json {
  const name = 'spiffe://cluster.local/ns/shop/sa/client';
  return extension('tls', 'transport_sockets.tls.v3.DownstreamTlsContext', {
    require_client_certificate: true,
    common_tls_context: {
      tls_certificates: [{ certificate_chain: { inline_string: chain }, private_key: { inline_string: key } }],
      validation_context: {
        trusted_ca: { inline_string: ca },
        match_typed_subject_alt_names: [{ san_type: 'URI', matcher: { exact: name } }],
      },
    },
  });
}

function assignment(name: string, endpoints: readonly Json[]): Json {
  return { cluster_name: name, endpoints };
}

function endpoint(port: number, fields: Json = {}, address = '127.0.0.1'): Json {
  return { endpoint: { address: { socket_address: { address, port_value: port } } }, ...fields };
}

function range(address: string): Json {
  return { address_prefix: address, prefix_len: 32 };
}
