import { addressLabel } from '../envoy/cluster/UpstreamHost.js';
import type { Cluster } from '../envoy/model/Cluster.js';
import type { EnvoyConfig } from '../envoy/model/EnvoyConfig.js';
import type { HttpConnectionManager } from '../envoy/model/HttpConnectionManager.js';
import type { Listener } from '../envoy/model/Listener.js';
import type { NetworkFilterConfig } from '../envoy/model/NetworkFilter.js';
import type { RouteConfiguration } from '../envoy/model/Route.js';
import type { UpstreamTransportSocket } from '../envoy/model/TransportSocket.js';
import { UnrunFields } from './UnrunFields.js';
import type { UnrunPart } from './UnrunPart.js';

/** What the data plane would have to decide and can't: named at start in place of answers that would be wrong. */
export function unrunParts(config: EnvoyConfig): readonly UnrunPart[] {
  const fields = new UnrunFields(config);
  const clusters = config.clusterNames().flatMap((name) => {
    const found = config.cluster(name);
    return found.kind === 'found' ? [...inCluster(found.value, fields), ...inHosts(config, found.value)] : [];
  });
  const routes = config.routeConfigurationNames().flatMap((name) => {
    const found = config.routeConfiguration(name);
    return found.kind === 'found' ? inRoutes(found.value, fields) : [];
  });
  return [...config.listeners().flatMap((listener) => inListener(listener, fields)), ...clusters, ...routes];
}

function inListener(listener: Listener, fields: UnrunFields): readonly UnrunPart[] {
  const { at, internal, listenerFilters, filterChains, defaultFilterChain } = listener;
  const inspector = listenerFilters.findIndex(({ kind }) => kind === 'tls_inspector' || kind === 'http_inspector');
  const proxied = listenerFilters.filter(
    ({ kind, disabled }, i) =>
      kind === 'proxy_protocol' && (disabled !== undefined || (inspector >= 0 && i > inspector)),
  );
  const chains = defaultFilterChain === undefined ? filterChains : [...filterChains, defaultFilterChain];
  return [
    ...(internal ? [{ at, what: 'internal_listener' }] : []),
    ...proxied.map((filter) => ({
      at: filter.at,
      what: `listener filter ${filter.name} (proxy_protocol) behind an inspector or with filter_disabled`,
    })),
    ...chains.flatMap(({ filters }) => filters.flatMap(({ config }) => inFilter(config, fields))),
  ];
}

function inFilter(filter: NetworkFilterConfig, fields: UnrunFields): readonly UnrunPart[] {
  switch (filter.kind) {
    case 'tcp_proxy':
      return [
        ...(filter.tunneling === undefined ? [] : [{ at: filter.tunneling.at, what: 'tunneling_config of tcp_proxy' }]),
        ...fields.ofTcpProxy(filter),
      ];
    case 'http_connection_manager':
      return [...inManager(filter, fields), ...fields.ofManager(filter)];
    default:
      return [];
  }
}

function inManager({ at, codecType, routes }: HttpConnectionManager, fields: UnrunFields): readonly UnrunPart[] {
  const codec = codecType === 'HTTP3' ? [{ at, what: 'codec_type HTTP3' }] : [];
  if (routes.kind === 'scoped_routes') return [...codec, { at: routes.at, what: 'scoped_routes' }];
  return routes.kind === 'route_config' ? [...codec, ...inRoutes(routes.routeConfig, fields)] : codec;
}

function inRoutes({ virtualHosts }: RouteConfiguration, fields: UnrunFields): readonly UnrunPart[] {
  return virtualHosts.flatMap((virtualHost) => [
    ...fields.ofVirtualHost(virtualHost),
    ...virtualHost.routes.flatMap(({ action }): readonly UnrunPart[] => {
      if (action.kind !== 'route') return [];
      const redirects = action.internalRedirect ? [{ at: action.at, what: 'internal_redirect_policy' }] : [];
      return [...redirects, ...fields.ofAction(action)];
    }),
  ]);
}

function inCluster(cluster: Cluster, fields: UnrunFields): readonly UnrunPart[] {
  const { at, type, upstreamProtocol, healthChecks, transportSocket, transportSocketMatches } = cluster;
  const sockets = [transportSocket, ...transportSocketMatches.map((match) => match.socket)];
  return [
    ...(type.kind === 'dynamic_forward_proxy' ? [{ at, what: 'cluster type dynamic_forward_proxy' }] : []),
    ...(upstreamProtocol === 'http3' ? [{ at, what: 'HTTP/3 upstream' }] : []),
    ...(upstreamProtocol === 'auto' ? [{ at, what: 'auto_config of HttpProtocolOptions' }] : []),
    ...(healthChecks ? [{ at, what: 'health_checks' }] : []),
    ...sockets.flatMap(inSocket),
    ...cluster.filters
      .filter(({ config }) => config.kind !== 'unparsed')
      .map((filter) => ({ at: filter.at, what: `filter ${filter.name} of a cluster` })),
    ...cluster.httpFilters
      .filter(({ config }) => config.kind !== 'unparsed')
      .map((filter) => ({ at: filter.at, what: `HTTP filter ${filter.name} of a cluster` })),
    ...fields.ofCluster(cluster),
  ];
}

function inSocket({ kind, at }: UpstreamTransportSocket): readonly UnrunPart[] {
  return kind === 'internal_upstream' ? [{ at, what: 'transport socket internal_upstream' }] : [];
}

/** Hosts that are internal listeners. */
function inHosts(config: EnvoyConfig, cluster: Cluster): readonly UnrunPart[] {
  const found = config.loadAssignment(cluster);
  const assignment = found.kind === 'found' ? found.value : cluster.loadAssignment;
  const hosts = assignment?.localities.flatMap(({ endpoints }) => endpoints) ?? [];
  return hosts.flatMap(({ at, address }) =>
    address.kind === 'envoy_internal_address' ? [{ at, what: `host ${addressLabel(address)}` }] : [],
  );
}
