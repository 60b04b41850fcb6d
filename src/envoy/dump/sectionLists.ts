import type { EntryState, SectionKind } from './ConfigDump.js';
import { camelCase } from './field.js';

/** One repeated field of a section: what its items are called and where an item keeps its resource. */
export interface EntryList {
  /** Field of the section, e.g. `dynamic_active_clusters`. */
  readonly field: string;
  /** Message of an item within the section's message, e.g. `DynamicCluster`. */
  readonly message: string;
  /** Field of an item that holds the resource, in both spellings, e.g. `route_config` and `routeConfig`. */
  readonly resource: readonly [snake: string, camel: string];
  /** State of the item's resource; `DynamicListener` holds one resource a state instead. */
  readonly state: EntryState;
}

function list(field: string, message: string, resource: string, state: EntryState): EntryList {
  return { field, message, resource: [resource, camelCase(resource)], state };
}

/**
 * The lists of each section in the order in which entries are kept: dynamic before static, as istioctl reads them.
 * Source: envoy/admin/v3/config_dump_shared.proto; envoy/admin/v2alpha/config_dump.proto has the same fields.
 */
export const SECTION_LISTS: Readonly<Record<SectionKind, readonly EntryList[]>> = {
  listeners: [
    list('dynamic_listeners', 'DynamicListener', 'listener', 'active'),
    list('static_listeners', 'StaticListener', 'listener', 'static'),
    list('dynamic_active_listeners', 'DynamicListenerState', 'listener', 'active'),
    list('dynamic_warming_listeners', 'DynamicListenerState', 'listener', 'warming'),
    list('dynamic_draining_listeners', 'DynamicListenerState', 'listener', 'draining'),
  ],
  clusters: [
    list('dynamic_active_clusters', 'DynamicCluster', 'cluster', 'active'),
    list('dynamic_warming_clusters', 'DynamicCluster', 'cluster', 'warming'),
    list('static_clusters', 'StaticCluster', 'cluster', 'static'),
  ],
  routes: [
    list('dynamic_route_configs', 'DynamicRouteConfig', 'route_config', 'active'),
    list('static_route_configs', 'StaticRouteConfig', 'route_config', 'static'),
  ],
  scopedRoutes: [
    list('dynamic_scoped_route_configs', 'DynamicScopedRouteConfigs', 'scoped_route_configs', 'active'),
    list('inline_scoped_route_configs', 'InlineScopedRouteConfigs', 'scoped_route_configs', 'static'),
  ],
  endpoints: [
    list('dynamic_endpoint_configs', 'DynamicEndpointConfig', 'endpoint_config', 'active'),
    list('static_endpoint_configs', 'StaticEndpointConfig', 'endpoint_config', 'static'),
  ],
  secrets: [
    list('dynamic_warming_secrets', 'DynamicSecret', 'secret', 'warming'),
    list('dynamic_active_secrets', 'DynamicSecret', 'secret', 'active'),
    list('static_secrets', 'StaticSecret', 'secret', 'static'),
  ],
  ecds: [list('ecds_filters', 'EcdsFilterConfig', 'ecds_filter', 'active')],
};

/** Names of the resource messages of each kind, without package; the package may be of v2 or v3. */
export const RESOURCE_MESSAGES: Readonly<Record<SectionKind, string>> = {
  listeners: 'Listener',
  clusters: 'Cluster',
  routes: 'RouteConfiguration',
  scopedRoutes: 'ScopedRouteConfiguration',
  endpoints: 'ClusterLoadAssignment',
  secrets: 'Secret',
  ecds: 'TypedExtensionConfig',
};
