import type { JsonValue } from '../../text/json/JsonValue.js';
import type { UpstreamTls } from '../model/TransportSocket.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { readCommonTlsContext } from './readCommonTlsContext.js';

// Renegotiation, session resumption and RSA key usage need a peer that misbehaves.
const HARMLESS = fieldNames('allow_renegotiation', 'max_session_keys', 'enforce_rsa_key_usage');

/** `tls.v3.UpstreamTlsContext` (`envoy.api.v2.auth.UpstreamTlsContext`). */
export function parseUpstreamTls(value: JsonValue, at: string): UpstreamTls {
  const message = new Message(value, at);
  const common = readCommonTlsContext(message);
  return {
    kind: 'tls',
    at,
    sni: message.string('sni'),
    alpnProtocols: common.alpnProtocols,
    subjectAltNames: common.subjectAltNames,
    presentsCertificate: common.hasCertificate,
    sdsSecrets: common.sdsSecrets,
    autoHostSni: message.flag('auto_host_sni'),
    unsupported: message.unread(HARMLESS),
  };
}
