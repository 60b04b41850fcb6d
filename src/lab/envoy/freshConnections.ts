import { isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';

const OPTIONS = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

/**
 * A cluster (v3) that sends one request a connection: the first packet of a connection is what rules of nat count, so that a request
 * whose proxy took a connection of its pool would leave no trace in them. Nothing else of the cluster changes.
 */
export function freshConnections(cluster: JsonObject): JsonObject {
  const extensions = objectOf(cluster.typed_extension_protocol_options);
  const options = extensions[OPTIONS];
  // Without the extension a cluster speaks HTTP/1.1, unless fields say otherwise that the extension would overrule.
  const old = ['http_protocol_options', 'http2_protocol_options', 'common_http_protocol_options', 'protocol_selection'];
  if (options === undefined && old.some((field) => cluster[field] !== undefined))
    return { ...cluster, max_requests_per_connection: 1 };
  const known: JsonObject =
    options !== undefined && isJsonObject(options)
      ? options
      : { '@type': `type.googleapis.com/${OPTIONS}`, explicit_http_config: { http_protocol_options: {} } };
  const common = { ...objectOf(known.common_http_protocol_options), max_requests_per_connection: 1 };
  const fresh = { ...known, common_http_protocol_options: common };
  return { ...cluster, typed_extension_protocol_options: { ...extensions, [OPTIONS]: fresh } };
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {};
}
