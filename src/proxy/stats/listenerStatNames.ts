import type { StatNames } from './StatNames.js';

/** `listener.<address>.` */
export const LISTENER_STATS: StatNames = {
  counters: [
    'downstream_cx_destroy downstream_cx_overflow downstream_cx_overload_reject downstream_cx_total',
    'downstream_cx_transport_socket_connect_timeout downstream_global_cx_overflow downstream_listener_filter_error',
    'downstream_listener_filter_remote_close downstream_pre_cx_timeout extension_config_missing',
    'network_extension_config_missing no_filter_chain_match',
  ],
  gauges: ['downstream_cx_active downstream_pre_cx_active worker_0.downstream_cx_active'],
  histograms: ['connections_accepted_per_socket_event downstream_cx_length_ms'],
};

/** `<listener or cluster>.ssl.`, where it has TLS. */
export const TLS_STATS: StatNames = {
  counters: [
    'connection_error fail_verify_cert_hash fail_verify_error fail_verify_no_cert fail_verify_san handshake',
    'no_certificate ocsp_staple_failed ocsp_staple_omitted ocsp_staple_requests ocsp_staple_responses session_reused',
  ],
};

/** `<listener or cluster>.{server,client}_ssl_socket_factory.` */
export const SOCKET_FACTORY_STATS: StatNames = {
  counters: ['downstream_context_secrets_not_ready ssl_context_update_by_sds upstream_context_secrets_not_ready'],
};

/** `tcp.<stat_prefix>.` */
export const TCP_STATS: StatNames = {
  counters: [
    'downstream_cx_drain_close downstream_cx_no_route downstream_cx_overload_close downstream_cx_rx_bytes_total',
    'downstream_cx_total downstream_cx_tx_bytes_total downstream_flow_control_paused_reading_total',
    'downstream_flow_control_resumed_reading_total early_data_received_count_total idle_timeout',
    'max_downstream_connection_duration route_delayed_total upstream_flush_total',
  ],
  gauges: ['downstream_cx_rx_bytes_buffered downstream_cx_tx_bytes_buffered upstream_flush_active'],
};
