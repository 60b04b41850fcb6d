/**
 * Istio's own filters that never answer, reroute or deny: they exchange and record metadata (istio/proxy
 * extensions/common, source/extensions/filters). By type, and by the names of releases whose configuration has none.
 */
const HARMLESS_TYPES: ReadonlySet<string> = new Set([
  'stats.PluginConfig',
  'envoy.tcp.metadataexchange.config.MetadataExchange',
  'io.istio.http.peer_metadata.Config',
  'envoy.extensions.filters.network.peer_metadata.Config',
  'envoy.extensions.filters.network.upstream_peer_metadata.UpstreamConfig',
]);

const HARMLESS_NAMES: ReadonlySet<string> = new Set([
  'istio.metadata_exchange',
  'istio.stats',
  'istio.workload_metadata',
  'envoy.filters.network.metadata_exchange',
  'envoy.filters.network.upstream.metadata_exchange',
  'forward_downstream_sni',
]);

/** Whether a filter that is not modelled is one of Istio's that change nothing about the outcome. */
export function isHarmlessFilter({ name, typeUrl }: { readonly name: string; readonly typeUrl: string }): boolean {
  return HARMLESS_TYPES.has(typeUrl) || (HARMLESS_NAMES.has(name) && !isProgrammable(typeUrl));
}

/** Wasm and Lua may bear any name. */
function isProgrammable(typeUrl: string): boolean {
  return /\.(?:wasm|lua|ext_proc|golang)\./.test(typeUrl);
}
