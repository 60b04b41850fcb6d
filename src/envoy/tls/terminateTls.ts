import type { Criterion } from '../../logic/Criterion.js';
import { truthOf } from '../../logic/Truth.js';
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
 * The handshake of a chain's `transport_socket` with the client (tls/context_impl.cc, tls/ssl_socket.cc): a TLS socket refuses
 * plaintext, a missing certificate where one is required (by `require_client_certificate`, or because names are asked for), one that
 * is not trusted, and one whose names do not match. A certificate that is not asked for is not presented; ACCEPT_UNTRUSTED takes any
 * and none, and one that it would else refuse counts as not validated (tls/cert_validator/default_validator.cc; measured).
 *
 * @param method of the HTTP/1 request that plaintext begins with
 */
export function terminateTls(chain: FilterChain, connection: InspectedConnection, method = 'GET'): TlsTermination {
  const socket = chain.transportSocket;
  if (socket.kind === 'raw_buffer') return { kind: 'raw' };
  if (socket.kind === 'unsupported') return { kind: 'unknown', unknown: `transport socket ${socket.typeUrl}` };
  const { firstBytes, tls: client } = connection;
  if (firstBytes === 'unknown') return { kind: 'unknown', unknown: 'whether the client speaks TLS' };
  if (firstBytes === 'none') {
    return {
      kind: 'unknown',
      unknown: 'how long a client that waits for the server is waited for: the chain wants TLS',
    };
  }
  if (firstBytes !== 'tls' || client === undefined) return plaintext(firstBytes, method);
  if (socket.unsupported.length > 0) {
    return { kind: 'unknown', unknown: `DownstreamTlsContext: ${socket.unsupported.join(', ')}` };
  }
  return checkClient(socket, client.certificate);
}

/** The methods that BoringSSL knows by their letters (ssl/tls_record.cc, `tls_open_record`); of any other request it makes a bad record. */
const KNOWN_METHODS: ReadonlyMap<string, string> = new Map([
  ['GET', 'HTTP_REQUEST'],
  ['POST', 'HTTP_REQUEST'],
  ['HEAD', 'HTTP_REQUEST'],
  ['PUT', 'HTTP_REQUEST'],
  ['CONNECT', 'HTTPS_PROXY_REQUEST'],
]);

function plaintext(firstBytes: InspectedConnection['firstBytes'], method: string): TlsTermination {
  const failed: Criterion = {
    name: 'transport_socket',
    expected: 'TLS',
    got: `plaintext (${firstBytes})`,
    truth: 'no',
  };
  const isHttp1 = firstBytes === 'http/1.0' || firstBytes === 'http/1.1';
  const known = isHttp1 ? KNOWN_METHODS.get(method) : undefined;
  return { kind: 'failed', reason: `TLS_error:|${known ?? 'WRONG_VERSION_NUMBER'}`, because: [failed] };
}

/** What is made of the certificate that a client presents where it is asked for one, or of its having none. */
export function checkClient(socket: DownstreamTls, certificate: PeerCertificate | undefined): TlsTermination {
  const asked = socket.requireClientCertificate || socket.validatesClient;
  const required = socket.requireClientCertificate || (socket.subjectAltNames.length > 0 && !socket.acceptUntrusted);
  if (certificate === undefined || !asked) {
    const got = certificate === undefined ? 'no certificate' : 'a certificate that is not asked for';
    const name = socket.requireClientCertificate ? 'require_client_certificate' : 'match_typed_subject_alt_names';
    const presented: Criterion = required
      ? { name, expected: 'a certificate', got, truth: 'no' }
      : { name: 'require_client_certificate', expected: 'false', got, truth: 'yes' };
    if (!required) return { kind: 'terminated', because: [presented] };
    return { kind: 'failed', reason: 'TLS_error:|PEER_DID_NOT_RETURN_A_CERTIFICATE', because: [presented] };
  }
  return socket.validatesClient ? validateClient(socket, certificate) : unvalidated(certificate);
}

function validateClient(socket: DownstreamTls, certificate: PeerCertificate): TlsTermination {
  const { trusted } = certificate;
  const anchored: Criterion = {
    name: 'validation_context',
    expected: socket.acceptUntrusted ? 'any certificate' : 'a certificate of a trusted authority',
    got: trusted ? nameOf(certificate) : `${nameOf(certificate)}, not trusted`,
    truth: truthOf(trusted || socket.acceptUntrusted),
  };
  if (!trusted && socket.acceptUntrusted) return { kind: 'terminated', peer: certificate, because: [anchored] };
  if (!trusted) return { kind: 'failed', reason: 'TLS_error:|CERTIFICATE_VERIFY_FAILED', because: [anchored] };
  const names = matchSubjectAltNames(socket.subjectAltNames, certificate);
  const because = [anchored, names];
  if (names.truth === 'no' && socket.acceptUntrusted)
    return { kind: 'terminated', peer: { ...certificate, trusted: false }, because: [anchored] };
  if (names.truth === 'no') return { kind: 'failed', reason: 'TLS_error:|CERTIFICATE_VERIFY_FAILED', because };
  if (names.truth === 'unknown') {
    return { kind: 'unknown', unknown: `whether the client certificate has ${names.expected}` };
  }
  return { kind: 'terminated', peer: certificate, because };
}

/** Nothing says whom to trust: the certificate is taken as it is, and counts as not validated. */
function unvalidated(certificate: PeerCertificate): TlsTermination {
  const got = nameOf(certificate);
  const because: Criterion[] = [{ name: 'require_client_certificate', expected: 'true', got, truth: 'yes' }];
  return { kind: 'terminated', peer: { ...certificate, trusted: false }, because };
}

function nameOf({ uriSans, dnsSans, subject }: PeerCertificate): string {
  return [...uriSans, ...dnsSans, subject].find((name) => name !== '') ?? 'a certificate without names';
}
