import { isJsonArray, isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';

/** A bootstrap with a static HTTP/2 cluster at a Unix socket, unless it has one of that name. */
export function addCluster(bootstrap: JsonObject, name: string, socket: string): JsonObject {
  const statics = isJsonObject(bootstrap.static_resources) ? bootstrap.static_resources : {};
  const clusters = isJsonArray(statics.clusters) ? statics.clusters : [];
  if (clusters.some((cluster) => isJsonObject(cluster) && cluster.name === name)) return bootstrap;
  const endpoint = { endpoint: { address: { pipe: { path: socket } } } };
  const cluster = {
    name,
    type: 'STATIC',
    connect_timeout: '5s',
    load_assignment: { cluster_name: name, endpoints: [{ lb_endpoints: [endpoint] }] },
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
        explicit_http_config: { http2_protocol_options: {} },
      },
    },
  };
  return { ...bootstrap, static_resources: { ...statics, clusters: [...clusters, cluster] } };
}
