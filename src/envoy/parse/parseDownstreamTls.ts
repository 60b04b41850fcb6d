import type { JsonValue } from '../../text/json/JsonValue.js';
import type { DownstreamTls } from '../model/TransportSocket.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { readCommonTlsContext } from './readCommonTlsContext.js';

// Session resumption, OCSP stapling and which of several certificates is shown leave the handshake's outcome alone.
const HARMLESS = fieldNames(
  'session_ticket_keys',
  'session_ticket_keys_sds_secret_config',
  'disable_stateless_session_resumption',
  'disable_stateful_session_resumption',
  'session_timeout',
  'ocsp_staple_policy',
  'full_scan_certs_on_sni_mismatch',
  'prefer_client_ciphers',
);

/** `tls.v3.DownstreamTlsContext` (`envoy.api.v2.auth.DownstreamTlsContext`). */
export function parseDownstreamTls(value: JsonValue, at: string): DownstreamTls {
  const message = new Message(value, at);
  const common = readCommonTlsContext(message);
  return {
    kind: 'tls',
    at,
    requireClientCertificate: message.flag('require_client_certificate'),
    alpnProtocols: common.alpnProtocols,
    validatesClient: common.validates,
    acceptUntrusted: common.acceptUntrusted,
    subjectAltNames: common.subjectAltNames,
    sdsSecrets: common.sdsSecrets,
    unsupported: message.unread(HARMLESS),
  };
}
