import type { PeerCertificate } from '../../envoy/model/Connection.js';
import type { DownstreamTls } from '../../envoy/model/TransportSocket.js';
import { checkClient } from '../../envoy/tls/terminateTls.js';
import { NO_CERTIFICATE, UNTRUSTED } from './tlsFailure.js';
import { verifyWords } from './verifyWords.js';

/** A client that is let in, with the certificate that counts, or why it is not, in the words of a TLS failure. */
export type VerifiedClient = { readonly peer?: PeerCertificate } | { readonly refused: string };

/** Whether a client is let in with its certificate, or without one. */
export function verifyClient(
  config: DownstreamTls,
  peer: PeerCertificate | undefined,
  error: Error | undefined,
): VerifiedClient {
  const checked = checkClient(config, peer);
  if (checked.kind === 'terminated') return checked.peer === undefined ? {} : { peer: checked.peer };
  if (peer === undefined) return { refused: NO_CERTIFICATE };
  const words = peer.trusted ? sanWords(peer) : verifyWords(error);
  return { refused: `${UNTRUSTED}:${words}:TLS_error_end` };
}

/** Names that no matcher takes, as Envoy lists them since 1.37. */
export function sanWords({ uriSans, dnsSans }: PeerCertificate): string {
  return `verify_cert_failed:_SAN_matcher,_certificate_SANs_are_[${[...uriSans, ...dnsSans].join(',_')}]`;
}
