/**
 * One line of a proxy's access log, the same for Envoy and for the reference proxy: the fields of `accessLogFormat`, as text, numbers
 * where Envoy writes numbers, `null` (or absent) where Envoy has nothing to say.
 */
export interface AccessRecord {
  /** Who wrote it: an HTTP connection manager, a tcp_proxy, or the listener itself (each connection, when it has ended). */
  readonly log: 'http' | 'tcp' | 'listener';
  /** The listener's name in the configuration, whoever had accepted the connection. */
  readonly listener: string;
  /** The `name` of the filter chain in the configuration; empty for one without, and for `listener`. */
  readonly chain: string;
  /** `%FILTER_CHAIN_NAME%`. */
  readonly filter_chain_name?: string | null;
  readonly stat_prefix: string;
  readonly start_time?: string | null;
  readonly connection_id?: string | number | null;
  readonly request_id?: string | null;
  readonly method?: string | null;
  /** As it left: after rewrites. */
  readonly path?: string | null;
  /** Before rewrites, where there was one. */
  readonly original_path?: string | null;
  readonly authority?: string | null;
  readonly protocol?: string | null;
  readonly route_name?: string | null;
  readonly virtual_cluster?: string | null;
  readonly upstream_cluster?: string | null;
  readonly upstream_host?: string | null;
  readonly upstream_local_address?: string | null;
  readonly upstream_protocol?: string | null;
  readonly upstream_peer_uri_san?: string | null;
  /** The reference proxy does not say it, nor `virtual_cluster`. */
  readonly upstream_tls_version?: string | null;
  readonly upstream_transport_failure_reason?: string | null;
  readonly upstream_request_attempt_count?: string | number | null;
  readonly response_code?: string | number | null;
  readonly response_code_details?: string | null;
  readonly response_flags?: string | null;
  readonly connection_termination_details?: string | null;
  readonly requested_server_name?: string | null;
  readonly downstream_local_address?: string | null;
  readonly downstream_remote_address?: string | null;
  readonly downstream_direct_remote_address?: string | null;
  readonly downstream_peer_uri_san?: string | null;
  readonly downstream_local_uri_san?: string | null;
  readonly downstream_tls_version?: string | null;
  readonly downstream_transport_failure_reason?: string | null;
  readonly bytes_received?: string | number | null;
  readonly bytes_sent?: string | number | null;
  readonly duration?: string | number | null;
}
