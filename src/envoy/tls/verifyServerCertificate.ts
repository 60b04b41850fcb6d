import type { Criterion } from '../../logic/Criterion.js';
import type { PeerCertificate } from '../model/Connection.js';
import type { SanMatcher, UpstreamTls } from '../model/TransportSocket.js';
import { matchSubjectAltNames } from './matchSubjectAltNames.js';

/**
 * Whether an upstream TLS context accepts a server's certificate: it must come from a trusted authority and have one of
 * `match_typed_subject_alt_names` (tls/cert_validator/default_validator.cc `doVerifyCertChain`). Names need trust anchors, so they
 * imply the check; a context without names may have no anchors at all and accept anything.
 *
 * @param names what `auto_san_validation` asks for in place of the configured names: the host that the SNI was taken from
 */
export function verifyServerCertificate(
  socket: UpstreamTls,
  server: PeerCertificate,
  names: readonly string[] = [],
): Criterion {
  const wanted = names.length === 0 ? socket.subjectAltNames : names.map(exactly);
  if (server.trusted) return matchSubjectAltNames(wanted, server);
  const about = {
    name: 'validation_context',
    expected: 'a certificate of a trusted authority',
    got: `${[...server.uriSans, ...server.dnsSans, server.subject].find((name) => name !== '') ?? 'a certificate'}, not trusted`,
  };
  if (wanted.length > 0) return { ...about, truth: 'no' };
  return { ...about, truth: 'unknown', note: 'whether the client has trust anchors is not known' };
}

function exactly(value: string): SanMatcher {
  return { sanType: '', matcher: { kind: 'exact', value, ignoreCase: false } };
}
