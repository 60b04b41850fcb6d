import type { JsonObject } from '../../text/json/JsonValue.js';
import type { ProxyPaths } from './ProxyFiles.js';
import type { AccessRecord } from '../model/AccessRecord.js';

/** Whose log it is: the fields that are the same in all of its lines. */
export type AccessLogOwner = Pick<AccessRecord, 'log' | 'listener' | 'chain' | 'stat_prefix'>;

/** The other fields of an `AccessRecord`, by the command operator that fills them in. */
const OPERATORS: Readonly<Record<Exclude<keyof AccessRecord, keyof AccessLogOwner>, string>> = {
  filter_chain_name: '%FILTER_CHAIN_NAME%',
  start_time: '%START_TIME(%Y-%m-%dT%H:%M:%S.%6fZ)%',
  connection_id: '%CONNECTION_ID%',
  request_id: '%REQ(X-REQUEST-ID)%',
  method: '%REQ(:METHOD)%',
  path: '%REQ(:PATH)%',
  original_path: '%REQ(X-ENVOY-ORIGINAL-PATH)%',
  authority: '%REQ(:AUTHORITY)%',
  protocol: '%PROTOCOL%',
  route_name: '%ROUTE_NAME%',
  virtual_cluster: '%VIRTUAL_CLUSTER_NAME%',
  upstream_cluster: '%UPSTREAM_CLUSTER_RAW%',
  upstream_host: '%UPSTREAM_HOST%',
  upstream_local_address: '%UPSTREAM_LOCAL_ADDRESS%',
  upstream_protocol: '%UPSTREAM_PROTOCOL%',
  upstream_peer_uri_san: '%UPSTREAM_PEER_URI_SAN%',
  upstream_tls_version: '%UPSTREAM_TLS_VERSION%',
  upstream_transport_failure_reason: '%UPSTREAM_TRANSPORT_FAILURE_REASON%',
  upstream_request_attempt_count: '%UPSTREAM_REQUEST_ATTEMPT_COUNT%',
  response_code: '%RESPONSE_CODE%',
  response_code_details: '%RESPONSE_CODE_DETAILS%',
  response_flags: '%RESPONSE_FLAGS%',
  connection_termination_details: '%CONNECTION_TERMINATION_DETAILS%',
  requested_server_name: '%REQUESTED_SERVER_NAME%',
  downstream_local_address: '%DOWNSTREAM_LOCAL_ADDRESS%',
  downstream_remote_address: '%DOWNSTREAM_REMOTE_ADDRESS%',
  downstream_direct_remote_address: '%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%',
  downstream_peer_uri_san: '%DOWNSTREAM_PEER_URI_SAN%',
  downstream_local_uri_san: '%DOWNSTREAM_LOCAL_URI_SAN%',
  downstream_tls_version: '%DOWNSTREAM_TLS_VERSION%',
  downstream_transport_failure_reason: '%DOWNSTREAM_TRANSPORT_FAILURE_REASON%',
  bytes_received: '%BYTES_RECEIVED%',
  bytes_sent: '%BYTES_SENT%',
  duration: '%DURATION%',
};

/** What the reference proxy does not write. */
const NOT_REFERENCE: readonly string[] = ['upstream_tls_version', 'virtual_cluster'];

/** An access logger (`envoy.config.accesslog.v3.AccessLog`) that writes an `AccessRecord` a line. */
export function accessLogger({ accessLog: path, kind }: ProxyPaths, owner: AccessLogOwner): JsonObject {
  const fields = Object.entries(OPERATORS).filter(([name]) => kind === 'envoy' || !NOT_REFERENCE.includes(name));
  return {
    name: 'envoy.access_loggers.file',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog',
      path,
      log_format: { json_format: { ...escapeAll(owner), ...Object.fromEntries(fields) } },
    },
  };
}

/** Names are no command operators. */
function escapeAll(owner: AccessLogOwner): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(owner).map(([key, value]) => [key, value.replaceAll('%', '%%')]));
}
