import type { PeerCertificate } from '../../envoy/model/Connection.js';
import type { DownstreamTls } from '../../envoy/model/TransportSocket.js';
import { matchSubjectAltNames } from '../../envoy/tls/matchSubjectAltNames.js';
import { NO_CERTIFICATE, UNTRUSTED } from './tlsFailure.js';
import { verifyWords } from './verifyWords.js';

/** Why a client is refused for its certificate, or that it has none; undefined: it is not (tls/cert_validator/default_validator.cc). */
export function verifyClient(
  config: DownstreamTls,
  peer: PeerCertificate | undefined,
  error: Error | undefined,
): string | undefined {
  if (peer === undefined) return config.requireClientCertificate ? NO_CERTIFICATE : undefined;
  if (!config.validatesClient || config.acceptUntrusted) return undefined;
  if (!peer.trusted) return `${UNTRUSTED}:${verifyWords(error)}:TLS_error_end`;
  if (matchSubjectAltNames(config.subjectAltNames, peer).truth === 'yes') return undefined;
  return `${UNTRUSTED}:${sanWords(peer)}:TLS_error_end`;
}

/** Names that no matcher takes, as Envoy lists them since 1.37. */
export function sanWords({ uriSans, dnsSans }: PeerCertificate): string {
  return `verify_cert_failed:_SAN_matcher,_certificate_SANs_are_[${[...uriSans, ...dnsSans].join(',_')}]`;
}
