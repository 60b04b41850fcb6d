import type { JsonArray, JsonObject } from '../../text/json/JsonValue.js';
import { compareBytes } from '../../text/compareBytes.js';
import type { PrintMessage } from './ProxyConfig.js';

const PREFIX = 'type.googleapis.com/';

/** The types of resources by the list they go to. */
const TYPES = {
  cluster: 'envoy.config.cluster.v3.Cluster',
  listener: 'envoy.config.listener.v3.Listener',
  route_config: 'envoy.config.route.v3.RouteConfiguration',
  endpoint_config: 'envoy.config.endpoint.v3.ClusterLoadAssignment',
  secret: 'envoy.extensions.transport_sockets.tls.v3.Secret',
} as const;

/** A resource and where it comes from. */
export interface Resource {
  readonly name: string;
  readonly value: JsonObject;
  /** `file:pointer`. */
  readonly source: string;
  /** Empty for a static one. */
  readonly versionInfo: string;
}

interface Item {
  readonly resource: Resource;
  readonly kind: keyof typeof TYPES;
  readonly json: JsonObject;
}

interface Items {
  readonly static: Item[];
  readonly dynamic: Item[];
}

interface SectionPlan {
  readonly name: string;
  readonly versionInfo: string;
  readonly lists: readonly (readonly [field: string, items: readonly Item[]])[];
}

/** All resources of a bootstrap, as a `/config_dump` holds them. */
export class DumpBuilder {
  readonly #items: Record<keyof typeof TYPES, Items> = {
    cluster: { static: [], dynamic: [] },
    listener: { static: [], dynamic: [] },
    route_config: { static: [], dynamic: [] },
    endpoint_config: { static: [], dynamic: [] },
    secret: { static: [], dynamic: [] },
  };

  /** `now`: RFC 3339, for `last_updated`. */
  constructor(
    private readonly print: PrintMessage,
    private readonly now: string,
  ) {}

  /** Adds a resource as it was given, and gives it as it will be printed. */
  add(kind: keyof typeof TYPES, state: 'static' | 'dynamic', resource: Resource): JsonObject {
    const json = { '@type': PREFIX + TYPES[kind], ...this.print(resource.value, TYPES[kind]) };
    this.#items[kind][state].push({ resource, kind, json });
    return json;
  }

  /**
   * The dump, and for each resource's pointer where it comes from. `clusters`, `listeners`: `version_info` of CDS
   * and LDS as a whole; without an HTTP connection manager there are no sections for routes.
   */
  build(
    bootstrap: JsonObject,
    context: { readonly clusters: string; readonly listeners: string; readonly hasHttp: boolean },
  ) {
    const { cluster, listener, route_config: routes, endpoint_config: endpoints, secret } = this.#items;
    const byName = (items: readonly Item[]) => items.toSorted((a, b) => compareBytes(a.resource.name, b.resource.name));
    const { clusters, listeners, hasHttp } = context;
    const both = (prefixes: readonly [string, string], { static: fixed, dynamic }: Items): SectionPlan['lists'] => [
      [prefixes[0], fixed],
      [prefixes[1], dynamic],
    ];
    const sorted = { static: byName(cluster.static), dynamic: byName(cluster.dynamic) };
    const routeSections: readonly SectionPlan[] = [
      { name: 'ScopedRoutes', versionInfo: '', lists: [] },
      { name: 'Routes', versionInfo: '', lists: both(['static_route_configs', 'dynamic_route_configs'], routes) },
    ];
    const sections: readonly SectionPlan[] = [
      { name: 'Clusters', versionInfo: clusters, lists: both(['static_clusters', 'dynamic_active_clusters'], sorted) },
      {
        name: 'Endpoints',
        versionInfo: '',
        lists: both(['static_endpoint_configs', 'dynamic_endpoint_configs'], endpoints),
      },
      { name: 'Listeners', versionInfo: listeners, lists: both(['static_listeners', 'dynamic_listeners'], listener) },
      ...(hasHttp ? routeSections : []),
      { name: 'Secrets', versionInfo: '', lists: both(['static_secrets', 'dynamic_active_secrets'], secret) },
    ];
    const origins = new Map<string, string>();
    const configs: JsonObject[] = [
      { '@type': `${PREFIX}envoy.admin.v3.BootstrapConfigDump`, bootstrap, last_updated: this.now },
    ];
    for (const { name, versionInfo, lists } of sections) {
      const at = `/configs/${configs.length}`;
      const filled = lists.filter(([, items]) => items.length > 0);
      configs.push({
        '@type': `${PREFIX}envoy.admin.v3.${name}ConfigDump`,
        ...(versionInfo !== '' && { version_info: versionInfo }),
        ...Object.fromEntries(
          filled.map(([field, items]): [string, JsonArray] => [
            field,
            items.map((item, index) => {
              const inner =
                item.kind === 'listener' && field === 'dynamic_listeners' ? 'active_state/listener' : item.kind;
              origins.set(`${at}/${field}/${index}/${inner}`, item.resource.source);
              return this.#wrap(item, field);
            }),
          ]),
        ),
      });
    }
    return { value: { configs }, origins };
  }

  #wrap({ resource, kind, json }: Item, field: string): JsonObject {
    const { name, versionInfo } = resource;
    const version = versionInfo === '' ? {} : { version_info: versionInfo };
    const updated = { last_updated: this.now };
    if (kind === 'endpoint_config') return { ...version, endpoint_config: json };
    if (kind === 'secret')
      return field === 'static_secrets' ? { name, secret: json } : { name, ...version, ...updated, secret: json };
    if (field === 'dynamic_listeners') return { name, active_state: { ...version, listener: json, ...updated } };
    return { ...version, [kind]: json, ...updated };
  }
}
