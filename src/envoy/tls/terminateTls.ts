import type { Criterion } from '../../logic/Criterion.js';
import type { InspectedConnection, PeerCertificate } from '../model/Connection.js';
import type { FilterChain } from '../model/Listener.js';
import type { DownstreamTls } from '../model/TransportSocket.js';
import { matchSubjectAltNames } from './matchSubjectAltNames.js';

/** How the transport socket of a chain and the client get along. */
export type TlsTermination =
  /** A raw socket: bytes go on as they are, TLS or not. */
  | { readonly kind: 'raw' }
  | { readonly kind: 'terminated'; readonly peer?: PeerCertificate; readonly because: readonly Criterion[] }
  /** The handshake fails; `reason` in the words of DOWNSTREAM_TRANSPORT_FAILURE_REASON. */
  | { readonly kind: 'failed'; readonly reason: string; readonly because: readonly Criterion[] }
  | { readonly kind: 'unknown'; readonly unknown: string };

/**
 * The handshake of a chain's `transport_socket` with the client (tls/context_impl.cc, ssl_socket.cc): a TLS socket refuses
 * plaintext, a missing certificate where one is required, one that is not trusted, and one whose names do not match.
 */
export function terminateTls(chain: FilterChain, connection: InspectedConnection): TlsTermination {
  const socket = chain.transportSocket;
  if (socket.kind === 'raw_buffer') return { kind: 'raw' };
  if (socket.kind === 'unsupported') return { kind: 'unknown', unknown: `transport socket ${socket.typeUrl}` };
  const client = connection.tls;
  if (connection.firstBytes !== 'tls' || client === undefined) {
    const failed = { name: 'transport_socket', expected: 'TLS', got: `plaintext (${connection.firstBytes})`, truth: 'no' as const };
    const reason = connection.firstBytes.startsWith('http') ? 'TLS_error:|HTTP_REQUEST' : 'TLS_error:|WRONG_VERSION_NUMBER';
    return { kind: 'failed', reason, because: [failed] };
  }
  return checkClient(socket, client.certificate);
}

function checkClient(socket: DownstreamTls, certificate: PeerCertificate | undefined): TlsTermination {
  if (certificate === undefined || !socket.validatesClient) {
    const required: Criterion = {
      name: 'require_client_certificate',
      expected: String(socket.requireClientCertificate),
      got: certificate === undefined ? 'no certificate' : 'a certificate that is not asked for',
      truth: socket.requireClientCertificate ? 'no' : 'yes',
    };
    if (!socket.requireClientCertificate) return { kind: 'terminated', because: [required] };
    return { kind: 'failed', reason: 'TLS_error:|PEER_DID_NOT_RETURN_A_CERTIFICATE', because: [required] };
  }
  const trusted: Criterion = {
    name: 'validation_context',
    expected: 'a certificate of a trusted authority',
    got: certificate.trusted ? nameOf(certificate) : `${nameOf(certificate)}, not trusted`,
    truth: certificate.trusted || socket.acceptUntrusted ? 'yes' : 'no',
  };
  if (trusted.truth === 'no') return { kind: 'failed', reason: 'TLS_error:|CERTIFICATE_VERIFY_FAILED', because: [trusted] };
  const names = matchSubjectAltNames(socket.subjectAltNames, certificate);
  if (names.truth === 'no') return { kind: 'failed', reason: 'TLS_error:|CERTIFICATE_VERIFY_FAILED', because: [trusted, names] };
  if (names.truth === 'unknown') return { kind: 'unknown', unknown: `whether the client certificate has ${names.expected}` };
  return { kind: 'terminated', peer: certificate, because: [trusted, names] };
}

function nameOf({ uriSans, dnsSans, subject }: PeerCertificate): string {
  return [...uriSans, ...dnsSans, subject].find((name) => name !== '') ?? 'a certificate without names';
}
