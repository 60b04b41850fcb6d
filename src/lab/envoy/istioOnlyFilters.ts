/**
 * Filters that only Istio's build of Envoy has: network filters of listeners and clusters and HTTP filters, by their names in the
 * configuration. They are taken out before a plain Envoy gets it.
 */
export const ISTIO_ONLY_FILTERS: ReadonlySet<string> = new Set([
  'istio.alpn',
  'istio.metadata_exchange',
  'istio.stats',
  'istio_authn',
  'envoy.filters.network.metadata_exchange',
  'envoy.filters.network.upstream.metadata_exchange',
  'envoy.filters.http.peer_metadata',
  'waypoint_downstream_peer_metadata',
  'waypoint_upstream_peer_metadata',
]);

/** The same by the type of their configuration, whatever they are called. */
export const ISTIO_ONLY_TYPES: readonly RegExp[] = [
  /(?:^|\/)stats\.PluginConfig$/,
  /(?:^|\/)io\.istio\./,
  /(?:^|\/)istio\.envoy\./,
  /(?:^|\/)istio\.telemetry\./,
  /(?:^|\/)envoy\.tcp\.metadataexchange\./,
];
