import type { PeerCertificate } from '../../envoy/model/Connection.js';
import type { UpstreamTls } from '../../envoy/model/TransportSocket.js';
import { verifyServerCertificate } from '../../envoy/tls/verifyServerCertificate.js';
import { sanWords } from './verifyClient.js';
import { verifyWords } from './verifyWords.js';
import { UNTRUSTED } from './tlsFailure.js';

/**
 * Why a server is refused for its certificate; undefined: it is not.
 *
 * @param names what `auto_san_validation` asks for
 * @param verifies there are trust anchors
 */
export function verifyServer(
  socket: UpstreamTls,
  peer: PeerCertificate | undefined,
  names: readonly string[],
  verifies: boolean,
  error: Error | string | undefined,
): string | undefined {
  if (!verifies || peer === undefined) return undefined;
  if (!peer.trusted) return `${UNTRUSTED}:${verifyWords(error)}:TLS_error_end`;
  if (verifyServerCertificate(socket, peer, names).truth === 'yes') return undefined;
  return `${UNTRUSTED}:${sanWords(peer)}:TLS_error_end`;
}
