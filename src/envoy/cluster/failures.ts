import type { Header } from '../model/HttpRequest.js';
import type { FailureKind } from './FailureKind.js';

/** One row of the failure catalogue. */
export interface Failure {
  /** HTTP status; undefined: the connection ends without an answer. */
  readonly status?: number;
  readonly flags: string;
  /** `%RESPONSE_FLAGS%` at tcp_proxy, where it is another. */
  readonly tcpFlags?: string;
  readonly details?: string;
  readonly terminationDetails?: string;
  readonly body?: string;
  readonly headers?: readonly Header[];
  /** The reset reason of an upstream request: details and body are made of it. */
  readonly reset?: string;
  /** Words of the transport socket that come with the reset, unless others are given. */
  readonly detail?: string;
}

const OVERLOADED: readonly Header[] = [{ name: 'x-envoy-overloaded', value: 'true' }];

/**
 * What the caller and the access log see of each failure (router/router.cc, stream_info/stream_info.h, http/conn_manager_impl.cc).
 * Measured, but for local_reset, dns_resolution_failure (whose details go on with the resolver's words) and the bodies of
 * filter_config_not_found and upstream_max_stream_duration.
 */
export const failures: Readonly<Record<FailureKind, Failure>> = {
  no_filter_chain: { flags: 'NR', details: 'filter_chain_not_found' },
  empty_filter_chain: { flags: '' },
  downstream_tls_error: { flags: '' },
  transport_socket_timeout: { flags: '', terminationDetails: 'transport socket timeout was reached' },
  listener_filter_timeout: { flags: '' },
  codec_error: { status: 400, flags: 'DPE', details: 'http1.codec_error', body: 'Bad Request' },
  route_not_found: { status: 404, flags: 'NR', details: 'route_not_found' },
  upgrade_failed: { status: 403, flags: '', details: 'upgrade_failed' },
  filter_config_not_found: { status: 500, flags: 'NFCF' },
  cluster_not_found: { status: 503, flags: 'NC', details: 'cluster_not_found' },
  maintenance_mode: {
    status: 503,
    flags: 'UO',
    details: 'maintenance_mode',
    body: 'maintenance mode',
    headers: OVERLOADED,
  },
  drop_overload: { status: 503, flags: 'DO', details: 'drop_overload', body: 'drop overload' },
  unconditional_drop_overload: {
    status: 503,
    flags: 'UDO',
    details: 'unconditional_drop_overload',
    body: 'unconditional drop overload',
  },
  no_healthy_upstream: { status: 503, flags: 'UH', details: 'no_healthy_upstream', body: 'no healthy upstream' },
  dns_resolution_failure: {
    status: 503,
    flags: 'DF',
    details: 'dns_resolution_failure',
    body: 'DNS resolution failure',
  },
  overflow: { status: 503, flags: 'UO', reset: 'overflow', headers: OVERLOADED },
  pending_overflow: { status: 503, flags: 'UO', tcpFlags: 'URX', reset: 'overflow', headers: OVERLOADED },
  connection_refused: {
    status: 503,
    flags: 'UF',
    tcpFlags: 'UF,URX',
    reset: 'remote connection failure',
    detail: 'delayed connect error: Connection refused',
  },
  internal_listener_refused: {
    status: 503,
    flags: 'UF',
    tcpFlags: 'UF,URX',
    reset: 'remote connection failure',
    detail: 'immediate connect error: Invalid argument',
  },
  connection_timeout: { status: 503, flags: 'UF', tcpFlags: 'UF,URX', reset: 'connection timeout' },
  tls_error: { status: 503, flags: 'UF', tcpFlags: 'UF,URX', reset: 'remote connection failure' },
  connection_termination: { status: 503, flags: 'UC', tcpFlags: '', reset: 'connection termination' },
  remote_reset: { status: 503, flags: 'UR', reset: 'remote reset' },
  remote_refused_stream_reset: { status: 503, flags: 'UR', reset: 'remote refused stream reset' },
  local_reset: { status: 503, flags: 'LR', reset: 'local reset' },
  protocol_error: { status: 502, flags: 'UPE', reset: 'protocol error' },
  response_timeout: { status: 504, flags: 'UT', details: 'response_timeout', body: 'upstream request timeout' },
  per_try_timeout: { status: 504, flags: 'UT', details: 'upstream_per_try_timeout', body: 'upstream request timeout' },
  per_try_idle_timeout: {
    status: 504,
    flags: 'UT',
    details: 'upstream_per_try_idle_timeout',
    body: 'upstream request timeout',
  },
  stream_idle_timeout: { status: 504, flags: 'SI', details: 'stream_idle_timeout', body: 'stream timeout' },
  request_timeout: { status: 408, flags: '', details: 'request_overall_timeout', body: 'request timeout' },
  request_headers_timeout: {
    status: 408,
    flags: '',
    details: 'request_header_timeout',
    body: 'request header timeout',
  },
  max_stream_duration: { status: 504, flags: '', details: 'max_duration_timeout', body: 'downstream duration timeout' },
  upstream_max_stream_duration: {
    status: 504,
    flags: 'UMSDR',
    details: 'upstream_max_stream_duration_reached',
    body: 'upstream max stream duration reached',
  },
};
