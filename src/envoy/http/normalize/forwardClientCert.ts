import type { PeerCertificate } from '../../model/Connection.js';
import type { Header } from '../../model/HttpRequest.js';
import { unknownValue } from '../../string/unknownValue.js';
import { withHeader, withoutHeader } from '../headers.js';

const NAME = 'x-forwarded-client-cert';

/**
 * `forward_client_cert_details` (source/common/http/conn_manager_utility.cc, mutateXfccRequestHeader). Without a client certificate
 * the header goes, but under ALWAYS_FORWARD_ONLY. An own entry names hashes and certificates that the facts do not hold: it is
 * there, its value is not known.
 */
export function forwardClientCert(
  details: string,
  headers: readonly Header[],
  peer: PeerCertificate | undefined,
): readonly Header[] {
  if (details === 'ALWAYS_FORWARD_ONLY') return headers;
  if (!peer || !['FORWARD_ONLY', 'APPEND_FORWARD', 'SANITIZE_SET'].includes(details))
    return withoutHeader(headers, NAME);
  if (details === 'FORWARD_ONLY') return headers;
  const entry = unknownValue(`entry for ${peer.uriSans[0] ?? peer.subject}`);
  const sent = headers.filter(({ name }) => name === NAME).map(({ value }) => value);
  return withHeader(headers, NAME, details === 'APPEND_FORWARD' ? [...sent, entry].join(',') : entry);
}
