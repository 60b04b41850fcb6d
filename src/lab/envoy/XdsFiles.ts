import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { DumpResources } from './DumpResources.js';
import type { ProxyPaths } from './ProxyFiles.js';
import { textIn } from './textIn.js';

/** The cluster by which Istio's proxies reach their agent for secrets. */
export const SDS_CLUSTER = 'sds-grpc';

/** The cluster by which a proxy asks the lab's agent for its resources. */
export const XDS_CLUSTER = 'hopctl-lab-xds';

/** What REST calls resources: the last word of its paths. */
type XdsType = 'listeners' | 'clusters' | 'routes' | 'endpoints' | 'extension_configs';

/** Files of DiscoveryResponses in place of a control plane. A file a route configuration and a load assignment: Envoy takes one each. */
export class XdsFiles {
  readonly #files = new Map<string, JsonObject>();
  readonly #index = new Map<XdsType, Map<string, string>>();
  #needsAgent = false;

  constructor(
    private readonly paths: Pick<ProxyPaths, 'dir' | 'kind'>,
    private readonly known: Pick<DumpResources, 'routes' | 'endpoints' | 'extensions'>,
  ) {}

  get resources(): ReadonlyMap<string, JsonObject> {
    return this.#files;
  }

  get index(): Readonly<Record<string, Readonly<Record<string, string>>>> {
    return Object.fromEntries([...this.#index].map(([type, paths]) => [type, Object.fromEntries(paths)]));
  }

  /** Whether a secret that came from the control plane now comes from the agent. */
  get needsAgent(): boolean {
    return this.#needsAgent;
  }

  /** Takes the resources that are asked for by a name, which is empty for all; gives a ConfigSource that leads there. */
  add(type: XdsType, name: string, resources: readonly JsonValue[]): JsonObject {
    const paths = this.#index.get(type) ?? new Map<string, string>();
    this.#index.set(type, paths);
    const path = paths.get(name) ?? `${this.paths.dir}/xds/${type}-${paths.size}.json`;
    paths.set(name, path);
    this.#files.set(path, { version_info: '1', resources });
    const source =
      this.paths.kind === 'reference'
        ? { path_config_source: { path } }
        : { api_config_source: { ...REST, cluster_names: [XDS_CLUSTER] } };
    return { ...source, resource_api_version: 'V3', initial_fetch_timeout: '0s' };
  }

  /** A resource whose config sources of kind `ads` lead to files, or, for secrets, to the agent. */
  redirect(resource: JsonObject): JsonObject {
    const changed = this.#visit(resource);
    return isJsonObject(changed) ? changed : resource;
  }

  #visit(value: JsonValue): JsonValue {
    if (isJsonArray(value)) return value.map((item) => this.#visit(item));
    if (!isJsonObject(value)) return value;
    const members = Object.entries(value).map(([key, member]): [string, JsonValue] => [key, this.#visit(member)]);
    const visited: JsonObject = Object.fromEntries(members);
    if (isAds(value.eds_config)) return { ...visited, eds_config: this.#endpoints(value) };
    if (isAds(value.config_source) && value.route_config_name !== undefined) {
      return { ...visited, config_source: this.#routes(value) };
    }
    if (isJsonObject(value.config_discovery) && isAds(value.config_discovery.config_source)) {
      return this.#discovered(visited, value.config_discovery);
    }
    if (isAds(value.sds_config)) return { ...visited, sds_config: this.#agent() };
    // An EDS cluster's own name stands in for a missing service_name.
    if (value.type === 'EDS' && isJsonObject(value.eds_cluster_config) && isAds(value.eds_cluster_config.eds_config)) {
      const named = { service_name: value.name ?? '', ...value.eds_cluster_config };
      return { ...visited, eds_cluster_config: { ...named, eds_config: this.#endpoints(named) } };
    }
    return visited;
  }

  #endpoints({ service_name: name }: JsonObject): JsonObject {
    const found = this.known.endpoints.filter((endpoint) => endpoint.cluster_name === name);
    return this.#named('endpoints', name, found, 'endpoint.v3.ClusterLoadAssignment');
  }

  /** `config_discovery` names an extension by the name of its filter. The reference proxy, which has no ECDS, gets it as the filter's own. */
  #discovered(filter: JsonObject, discovery: JsonObject): JsonObject {
    const found = this.known.extensions.filter((extension) => extension.name === filter.name);
    const [first] = found;
    const { config_discovery: _discovery, ...rest } = filter;
    if (this.paths.kind === 'reference') {
      return first === undefined ? filter : { ...rest, typed_config: first.typed_config ?? null };
    }
    const source = this.#named('extension_configs', filter.name, found, 'core.v3.TypedExtensionConfig');
    return { ...rest, config_discovery: { ...discovery, config_source: source } };
  }

  #routes({ route_config_name: route }: JsonObject): JsonObject {
    const found = this.known.routes.filter(({ name }) => name === route);
    return this.#named('routes', route, found, 'route.v3.RouteConfiguration');
  }

  #named(type: XdsType, name: JsonValue | undefined, found: readonly JsonObject[], message: string): JsonObject {
    const any = { '@type': `type.googleapis.com/envoy.config.${message}` };
    return this.add(
      type,
      textIn(name),
      found.map((resource) => ({ ...any, ...resource })),
    );
  }

  #agent(): JsonObject {
    this.#needsAgent = true;
    const service = { envoy_grpc: { cluster_name: SDS_CLUSTER } };
    const source = { api_type: 'GRPC', grpc_services: [service], transport_api_version: 'V3' };
    return { api_config_source: source, resource_api_version: 'V3', initial_fetch_timeout: '0s' };
  }
}

/** Asked once, in practice. */
const REST = { api_type: 'REST', transport_api_version: 'V3', refresh_delay: '3600s', request_timeout: '10s' };

function isAds(source: JsonValue | undefined): boolean {
  return isJsonObject(source) && source.ads !== undefined;
}
