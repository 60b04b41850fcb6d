/** What a subcommand of `proxy-config` reads of a proxy. */
export type AdminView =
  'all' | 'bootstrap' | 'clusters' | 'ecds' | 'endpoints' | 'listeners' | 'loadAssignments' | 'routes' | 'secrets';

/** A request of Envoy's admin interface, and what its answer is. */
export interface AdminRequest {
  readonly path: string;
  readonly answer: 'config_dump' | 'clusters';
}

/** The one request that a table needs, masked to its sections (istioctl `pkg/proxyconfig/proxyconfig.go` asks the same). */
export const ADMIN_REQUESTS: Readonly<Record<AdminView, AdminRequest>> = {
  all: { path: 'config_dump?include_eds=true', answer: 'config_dump' },
  bootstrap: { path: 'config_dump?mask=bootstrap', answer: 'config_dump' },
  clusters: {
    path: 'config_dump?mask=dynamic_active_clusters,dynamic_warming_clusters,static_clusters',
    answer: 'config_dump',
  },
  ecds: { path: 'config_dump?include_eds=true', answer: 'config_dump' },
  endpoints: { path: 'clusters?format=json', answer: 'clusters' },
  listeners: { path: 'config_dump?mask=dynamic_listeners,static_listeners', answer: 'config_dump' },
  loadAssignments: { path: 'config_dump?include_eds=true', answer: 'config_dump' },
  routes: { path: 'config_dump?mask=dynamic_route_configs,static_route_configs', answer: 'config_dump' },
  secrets: { path: 'config_dump?mask=dynamic_active_secrets,dynamic_warming_secrets', answer: 'config_dump' },
};
