import type { Cluster } from '../envoy/model/Cluster.js';
import type { EnvoyConfig } from '../envoy/model/EnvoyConfig.js';
import type { HttpConnectionManager } from '../envoy/model/HttpConnectionManager.js';
import type { Listener } from '../envoy/model/Listener.js';
import type { NetworkFilterConfig } from '../envoy/model/NetworkFilter.js';
import type { RouteConfiguration } from '../envoy/model/Route.js';

/** A part of a configuration that the model knows and the proxy does not run. */
export interface UnrunPart {
  /** JSON pointer. */
  readonly at: string;
  /** By the names of Envoy's API. */
  readonly what: string;
}

/** What the data plane would have to decide and can't: named at start in place of answers that would be wrong. */
export function unrunParts(config: EnvoyConfig): readonly UnrunPart[] {
  const clusters = config.clusterNames().flatMap((name) => {
    const found = config.cluster(name);
    return found.kind === 'found' ? inCluster(found.value) : [];
  });
  const routes = config.routeConfigurationNames().flatMap((name) => {
    const found = config.routeConfiguration(name);
    return found.kind === 'found' ? inRoutes(found.value) : [];
  });
  return [...config.listeners().flatMap(inListener), ...clusters, ...routes];
}

function inListener({ listenerFilters, filterChains, defaultFilterChain }: Listener): readonly UnrunPart[] {
  const proxied = listenerFilters.filter(({ kind }) => kind === 'proxy_protocol');
  const chains = defaultFilterChain === undefined ? filterChains : [...filterChains, defaultFilterChain];
  return [
    ...proxied.map(({ at, name }) => ({ at, what: `listener filter ${name} (proxy_protocol)` })),
    ...chains.flatMap(({ filters }) => filters.flatMap((filter) => inFilter(filter.config))),
  ];
}

function inFilter(filter: NetworkFilterConfig): readonly UnrunPart[] {
  if (filter.kind === 'tcp_proxy' && filter.tunneling !== undefined)
    return [{ at: filter.tunneling.at, what: 'tunneling_config of tcp_proxy' }];
  return filter.kind === 'http_connection_manager' ? inManager(filter) : [];
}

function inManager({ at, codecType, routes }: HttpConnectionManager): readonly UnrunPart[] {
  const codec = codecType === 'HTTP3' ? [{ at, what: 'codec_type HTTP3' }] : [];
  if (routes.kind === 'scoped_routes') return [...codec, { at: routes.at, what: 'scoped_routes' }];
  return routes.kind === 'route_config' ? [...codec, ...inRoutes(routes.routeConfig)] : codec;
}

function inRoutes({ virtualHosts }: RouteConfiguration): readonly UnrunPart[] {
  return virtualHosts.flatMap(({ routes }) =>
    routes.flatMap(({ action }): UnrunPart[] => {
      if (action.kind === 'route' && action.internalRedirect)
        return [{ at: action.at, what: 'internal_redirect_policy' }];
      return [];
    }),
  );
}

function inCluster({ at, type, upstreamProtocol, healthChecks }: Cluster): readonly UnrunPart[] {
  return [
    ...(type.kind === 'dynamic_forward_proxy' ? [{ at, what: 'cluster type dynamic_forward_proxy' }] : []),
    ...(upstreamProtocol === 'http3' ? [{ at, what: 'HTTP/3 upstream' }] : []),
    ...(upstreamProtocol === 'auto' ? [{ at, what: 'auto_config of HttpProtocolOptions' }] : []),
    ...(healthChecks ? [{ at, what: 'health_checks' }] : []),
  ];
}
