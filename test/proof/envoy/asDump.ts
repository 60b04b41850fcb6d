import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';

/** What an Envoy that runs a bootstrap would print as `/config_dump`, as far as it goes here. */
export function asDump({ static_resources: resources, layered_runtime = {} }: JsonObject): JsonObject {
  const list = (name: string): readonly JsonValue[] => {
    const value = isJsonObject(resources) ? resources[name] : undefined;
    return isJsonArray(value) ? value : [];
  };
  const type = (name: string): string => `type.googleapis.com/envoy.admin.v3.${name}`;
  return {
    configs: [
      { '@type': type('BootstrapConfigDump'), bootstrap: { layered_runtime } },
      { '@type': type('ClustersConfigDump'), static_clusters: list('clusters').map((cluster) => ({ cluster })) },
      { '@type': type('ListenersConfigDump'), static_listeners: list('listeners').map((listener) => ({ listener })) },
    ],
  };
}
