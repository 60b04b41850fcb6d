import { verifyWords } from './verifyWords.js';

/**
 * Words of BoringSSL (`%DOWNSTREAM_TRANSPORT_FAILURE_REASON%`, source/common/tls/ssl_socket.cc) for what OpenSSL calls by other names. Codes that
 * begin with the library's number are BoringSSL's: there it is 16 for SSL (`0x10000000 + reason`).
 */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/HTTP_REQUEST/, '268435612:SSL_routines:OPENSSL_internal:HTTP_REQUEST'],
  [
    /WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|PACKET_LENGTH_TOO_LONG|RECORD_LAYER_FAILURE|BAD_RECORD_TYPE/,
    '268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER',
  ],
  [
    /PEER_DID_NOT_RETURN/,
    '268435648:SSL_routines:OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE:peer_did_not_provide_required_client_certificate',
  ],
  [/NO_SHARED_CIPHER/, '268435640:SSL_routines:OPENSSL_internal:NO_SHARED_CIPHER'],
  [
    /ALERT_CERTIFICATE_UNKNOWN|SSLV3_ALERT_CERTIFICATE_UNKNOWN/,
    '268436502:SSL_routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_UNKNOWN',
  ],
  [/ALERT_UNKNOWN_CA/, '268436504:SSL_routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA'],
  [/ALERT_BAD_CERTIFICATE/, '268436498:SSL_routines:OPENSSL_internal:SSLV3_ALERT_BAD_CERTIFICATE'],
  [/ALERT_HANDSHAKE_FAILURE/, '268436496:SSL_routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE'],
  [/ALERT_PROTOCOL_VERSION/, '268436526:SSL_routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION'],
];

/** What a handshake failed of, in Envoy's words; '' where the other side just went away. */
export function tlsFailure(error: NodeJS.ErrnoException): string {
  const { code = '', message } = error;
  if (code === 'ECONNRESET' || code === 'EPIPE') return '';
  const verify = /CERT|SIGNATURE|ISSUER/.test(code) && !code.startsWith('ERR_SSL');
  if (verify) return `${UNTRUSTED}:${verifyWords(code)}:TLS_error_end`;
  const words = WORDS.find(
    ([pattern]) => pattern.test(code) || pattern.test(message.toUpperCase().replaceAll(' ', '_')),
  );
  return `TLS_error:|${words?.[1] ?? code}:TLS_error_end`;
}

/** A certificate that is not accepted. */
export const UNTRUSTED = 'TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED';

/** A certificate that was asked for and did not come. */
export const NO_CERTIFICATE =
  'TLS_error:|268435648:SSL_routines:OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE:peer_did_not_provide_required_client_certificate:TLS_error_end';
