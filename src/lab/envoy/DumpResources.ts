import { ExitCode } from '../../text/ExitCode.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { UserError } from '../../text/UserError.js';
import { textIn } from './textIn.js';

/** The resources of a `/config_dump?include_eds`, as they were sent. */
export interface DumpResources {
  readonly bootstrap: JsonObject;
  readonly listeners: readonly JsonObject[];
  readonly clusters: readonly JsonObject[];
  readonly routes: readonly JsonObject[];
  readonly endpoints: readonly JsonObject[];
  readonly extensions: readonly JsonObject[];
}

/** Reads them. No dump, or one of Envoy's v2 API, which no Envoy of today runs, is a `UserError` (exit 5). */
export function dumpResources(dump: JsonValue, name: string): DumpResources {
  const configs = isJsonObject(dump) && isJsonArray(dump.configs) ? dump.configs.filter(isJsonObject) : [];
  const section = (type: string): JsonObject =>
    configs.find((config) => textIn(config['@type']).endsWith(`.${type}`)) ?? {};
  const list = (config: JsonObject, key: string, ...path: readonly string[]): readonly JsonObject[] => {
    const entries = config[key];
    return (isJsonArray(entries) ? entries : []).map((entry) => path.reduce(memberOf, entry)).filter(isJsonObject);
  };
  const { bootstrap } = section('BootstrapConfigDump');
  if (!isJsonObject(bootstrap)) throw refuse('this is no config dump with a bootstrap', name);
  const resources = {
    bootstrap,
    listeners: list(section('ListenersConfigDump'), 'dynamic_listeners', 'active_state', 'listener'),
    clusters: list(section('ClustersConfigDump'), 'dynamic_active_clusters', 'cluster'),
    routes: list(section('RoutesConfigDump'), 'dynamic_route_configs', 'route_config'),
    endpoints: list(section('EndpointsConfigDump'), 'dynamic_endpoint_configs', 'endpoint_config'),
    extensions: list(section('EcdsConfigDump'), 'ecds_filters', 'ecds_filter'),
  };
  const all = [...resources.listeners, ...resources.clusters];
  if (all.some((resource) => textIn(resource['@type']).includes('envoy.api.v2.'))) {
    throw refuse('its resources are of the v2 API, which a proxy of today does not run', name);
  }
  return resources;
}

function memberOf(value: JsonValue, key: string): JsonValue {
  return isJsonObject(value) ? (value[key] ?? null) : null;
}

function refuse(message: string, where: string): UserError {
  return new UserError(message, { where, exitCode: ExitCode.unreadable });
}
