import type { JsonDocument } from '../../text/json/JsonDocument.js';
import type { Cluster, HostStatus, LoadAssignment } from './Cluster.js';
import type { HttpFilterConfig } from './HttpFilter.js';
import type { Listener } from './Listener.js';
import type { RouteConfiguration } from './Route.js';
import type { ScopedRoute } from './ScopedRoute.js';

/** Whether something was found; `section_missing`: the dump has no such section, so absence proves nothing. */
export type Lookup<T> =
  | {
      readonly kind: 'found';
      readonly value: T;
      readonly state: 'static' | 'active';
      readonly at: string;
      readonly versionInfo: string;
      readonly lastUpdated: string;
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'not_serving';
      readonly state: 'warming' | 'error' | 'draining';
      readonly at: string;
      readonly notes: readonly string[];
    }
  /** Several entries could be meant and the facts do not say which. */
  | { readonly kind: 'ambiguous'; readonly notes: readonly string[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'section_missing'; readonly section: string };

/**
 * All that is known of one proxy's configuration. Built once from a dump; parses a resource when it is first asked for
 * and keeps it, so that many traces on one dump index nothing again.
 */
export interface EnvoyConfig {
  readonly document: JsonDocument;
  readonly clustersDocument?: JsonDocument;
  /** Semantic version from the bootstrap or server_info, e.g. `1.40.0`; undefined when the facts do not say. */
  readonly version?: string;
  /** `node` of the bootstrap, empty when there is none. */
  readonly node: {
    readonly id: string;
    readonly cluster: string;
    readonly metadata: Readonly<Record<string, unknown>>;
  };
  /** Runtime values by key: what the bootstrap's static layers say. */
  readonly runtime: ReadonlyMap<string, string>;
  readonly sections: {
    readonly listeners: boolean;
    readonly clusters: boolean;
    readonly routes: boolean;
    readonly endpoints: boolean;
    readonly hostStatuses: boolean;
  };
  /** Serving listeners (static and active), in dump order. */
  listeners(): readonly Listener[];
  /** Key as Envoy's connection handler keeps it: `ip:port` or `[v6]:port`, with ipv4_compat aliases. */
  listenerAt(key: string): Lookup<Listener>;
  internalListener(name: string): Lookup<Listener>;
  routeConfiguration(name: string): Lookup<RouteConfiguration>;
  routeConfigurationNames(): readonly string[];
  /** The scopes of a set that is discovered (SRDS); undefined: the dump has no such section. */
  scopedRoutes(setName: string): readonly ScopedRoute[] | undefined;
  cluster(name: string): Lookup<Cluster>;
  clusterNames(): readonly string[];
  /** Join order: EDS service_name, cluster name, load_assignment of the cluster. */
  loadAssignment(cluster: Cluster): Lookup<LoadAssignment>;
  /** Hosts from `/clusters?format=json`. */
  hostStatuses(clusterName: string): Lookup<readonly HostStatus[]>;
  /** ECDS: the filter config delivered under this name. */
  extensionConfig(name: string): Lookup<HttpFilterConfig>;
  /** Whether a TLS secret is there: `active`, `warming`, or not in the dump. */
  secret(name: string): Lookup<{ readonly name: string }>;
}
