const TYPE = 'type.googleapis.com/envoy';

/** A sidecar's dump: HTTP both ways, whoever it is for, and by ECDS a fault for who sends `x-fault`. */
export function httpDump(): object {
  return {
    configs: [
      section('BootstrapConfigDump', { bootstrap: {} }),
      section('ListenersConfigDump', {
        dynamic_listeners: [
          dynamicListener('virtualOutbound', 15001, 'out', [discovered('example.fault')]),
          dynamicListener('virtualInbound', 15006, 'in', []),
        ],
      }),
      section('ClustersConfigDump', {
        dynamic_active_clusters: [{ cluster: cluster('out') }, { cluster: cluster('in', '127.0.0.6') }],
      }),
      section('EcdsConfigDump', { ecds_filters: [{ ecds_filter: fault('example.fault') }] }),
    ],
  };
}

function section(name: string, content: object): object {
  return { '@type': `${TYPE}.admin.v3.${name}`, ...content };
}

function dynamicListener(name: string, port: number, cluster: string, filters: readonly object[]): object {
  const router = {
    name: 'envoy.filters.http.router',
    typed_config: { '@type': `${TYPE}.extensions.filters.http.router.v3.Router` },
  };
  const routes = [{ match: { prefix: '/' }, route: { cluster } }];
  const manager = {
    '@type': `${TYPE}.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager`,
    stat_prefix: cluster,
    route_config: { name: cluster, virtual_hosts: [{ name: 'all', domains: ['*'], routes }] },
    http_filters: [...filters, router],
  };
  const listener = {
    '@type': `${TYPE}.config.listener.v3.Listener`,
    name,
    address: { socket_address: { address: '0.0.0.0', port_value: port } },
    use_original_dst: true,
    filter_chains: [
      { name, filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config: manager }] },
    ],
  };
  return { name, active_state: { listener } };
}

function discovered(name: string): object {
  return {
    name,
    config_discovery: {
      config_source: { ads: {}, resource_api_version: 'V3' },
      type_urls: [`${TYPE}.extensions.filters.http.fault.v3.HTTPFault`],
    },
  };
}

function fault(name: string): object {
  return {
    '@type': `${TYPE}.config.core.v3.TypedExtensionConfig`,
    name,
    typed_config: {
      '@type': `${TYPE}.extensions.filters.http.fault.v3.HTTPFault`,
      abort: { http_status: 418, percentage: { numerator: 100 } },
      headers: [{ name: 'x-fault', present_match: true }],
    },
  };
}

/** In the protocol of the client; `from`: the address that it connects from. */
function cluster(name: string, from?: string): object {
  const options = 'extensions.upstreams.http.v3.HttpProtocolOptions';
  return {
    '@type': `${TYPE}.config.cluster.v3.Cluster`,
    name,
    type: 'ORIGINAL_DST',
    lb_policy: 'CLUSTER_PROVIDED',
    connect_timeout: '2s',
    ...(from === undefined ? {} : { upstream_bind_config: { source_address: { address: from, port_value: 0 } } }),
    typed_extension_protocol_options: {
      [`envoy.${options}`]: {
        '@type': `${TYPE}.${options}`,
        use_downstream_protocol_config: { http2_protocol_options: {} },
      },
    },
  };
}
