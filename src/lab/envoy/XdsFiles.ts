import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { DumpResources } from './DumpResources.js';
import { textIn } from './textIn.js';

/** The cluster by which Istio's proxies reach their agent for secrets. */
export const SDS_CLUSTER = 'sds-grpc';

/** Files of DiscoveryResponses in place of a control plane. A file a route configuration and a load assignment: Envoy takes one each. */
export class XdsFiles {
  readonly #files = new Map<string, JsonObject>();
  readonly #paths = new Map<string, string>();
  #needsAgent = false;

  constructor(
    private readonly dir: string,
    private readonly known: Pick<DumpResources, 'routes' | 'endpoints' | 'extensions'>,
  ) {}

  get resources(): ReadonlyMap<string, JsonObject> {
    return this.#files;
  }

  /** Whether a secret that came from the control plane now comes from the agent. */
  get needsAgent(): boolean {
    return this.#needsAgent;
  }

  /** Writes resources into a file; gives a ConfigSource that leads there. */
  add(file: string, resources: readonly JsonValue[]): JsonObject {
    const path = `${this.dir}/xds/${file}.json`;
    this.#files.set(path, { version_info: '1', resources });
    return { path_config_source: { path }, resource_api_version: 'V3', initial_fetch_timeout: '0s' };
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
      return { ...visited, config_discovery: { ...value.config_discovery, config_source: this.#extension(value) } };
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
    const type = 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment';
    return this.#file('eds', textIn(name), found, type);
  }

  /** `config_discovery` names an extension by the name of its filter. */
  #extension({ name }: JsonObject): JsonObject {
    const found = this.known.extensions.filter((extension) => extension.name === name);
    return this.#file('ecds', textIn(name), found, 'type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig');
  }

  #routes({ route_config_name: route }: JsonObject): JsonObject {
    const found = this.known.routes.filter(({ name }) => name === route);
    return this.#file('rds', textIn(route), found, 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration');
  }

  #file(kind: string, name: string, found: readonly JsonObject[], type: string): JsonObject {
    const key = `${kind} ${name}`;
    const file = this.#paths.get(key) ?? `${kind}-${this.#paths.size}`;
    this.#paths.set(key, file);
    return this.add(
      file,
      found.map((resource) => ({ '@type': type, ...resource })),
    );
  }

  #agent(): JsonObject {
    this.#needsAgent = true;
    const service = { envoy_grpc: { cluster_name: SDS_CLUSTER } };
    const source = { api_type: 'GRPC', grpc_services: [service], transport_api_version: 'V3' };
    return { api_config_source: source, resource_api_version: 'V3', initial_fetch_timeout: '0s' };
  }
}

function isAds(source: JsonValue | undefined): boolean {
  return isJsonObject(source) && source.ads !== undefined;
}
