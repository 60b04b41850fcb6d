import type { StreamInfo } from '../runtime/StreamInfo.js';
import { plain, type MakeOperator } from './Operator.js';

/** Reasons of failures are one word in a line. */
const withoutBlanks = (text: string) => text.replace(/\s/g, '_');

const list = (names: readonly string[] | undefined) => names?.join(',');

function peer(
  read: (peer: NonNullable<StreamInfo['upstreamPeer']>) => string | undefined,
): readonly [MakeOperator, MakeOperator] {
  return [
    plain(({ downstreamTls }) => downstreamTls?.peer && read(downstreamTls.peer)),
    plain(({ upstreamPeer }) => upstreamPeer && read(upstreamPeer)),
  ];
}

const [DOWNSTREAM_PEER_URI_SAN, UPSTREAM_PEER_URI_SAN] = peer(({ uriSans }) => list(uriSans));
const [DOWNSTREAM_PEER_DNS_SAN, UPSTREAM_PEER_DNS_SAN] = peer(({ dnsSans }) => list(dnsSans));
const [DOWNSTREAM_PEER_SUBJECT, UPSTREAM_PEER_SUBJECT] = peer(({ subject }) => subject);

/** The operators that print what TLS agreed on. */
export const TLS_OPERATORS: Readonly<Record<string, MakeOperator>> = {
  DOWNSTREAM_PEER_URI_SAN,
  DOWNSTREAM_PEER_DNS_SAN,
  DOWNSTREAM_PEER_SUBJECT,
  UPSTREAM_PEER_URI_SAN,
  UPSTREAM_PEER_DNS_SAN,
  UPSTREAM_PEER_SUBJECT,
  DOWNSTREAM_LOCAL_URI_SAN: plain(({ downstreamTls }) => list(downstreamTls?.localUriSans)),
  DOWNSTREAM_LOCAL_SUBJECT: plain(({ downstreamTls }) => downstreamTls?.localSubject),
  DOWNSTREAM_PEER_ISSUER: plain(({ downstreamTls }) => downstreamTls?.peerIssuer),
  DOWNSTREAM_PEER_SERIAL: plain(({ downstreamTls }) => downstreamTls?.peerSerial),
  DOWNSTREAM_PEER_FINGERPRINT_256: plain(({ downstreamTls }) => downstreamTls?.peerFingerprint256),
  DOWNSTREAM_PEER_CERT: plain(({ downstreamTls }) => {
    const pem = downstreamTls?.peerCertificatePem;
    return pem === undefined ? undefined : encodeURIComponent(pem);
  }),
  DOWNSTREAM_TLS_CIPHER: plain(({ downstreamTls }) => downstreamTls?.cipher),
  DOWNSTREAM_TLS_VERSION: plain(({ downstreamTls }) => downstreamTls?.version),
  DOWNSTREAM_TRANSPORT_FAILURE_REASON: plain((info) => withoutBlanks(info.downstreamTransportFailureReason)),
  UPSTREAM_TRANSPORT_FAILURE_REASON: plain((info) => withoutBlanks(info.upstreamTransportFailureReason)),
  REQUESTED_SERVER_NAME: plain((info) => info.requestedServerName),
};
