import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { PeerCertificate } from '../../envoy/model/Connection.js';
import type { DownstreamTlsInfo } from '../runtime/StreamInfo.js';
import { distinguishedName, peerCertificate } from './peerCertificate.js';

/** The certificate that the other side presented. */
export interface Peer {
  readonly peer: PeerCertificate | undefined;
  readonly certificate: X509Certificate | undefined;
}

/** `trusted`: its chain leads to the trust anchors. */
export function readPeer(socket: TLSSocket, trusted: boolean): Peer {
  const certificate = socket.getPeerX509Certificate();
  return { certificate, peer: certificate === undefined ? undefined : peerCertificate(certificate, trusted) };
}

/** What access logs may ask of a terminated connection. */
export function tlsInfoOf(socket: TLSSocket, { peer, certificate }: Peer, chain: string): DownstreamTlsInfo {
  const own = chain === '' ? undefined : new X509Certificate(chain);
  const names = own === undefined ? undefined : peerCertificate(own, true);
  const base = {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    localUriSans: names?.uriSans ?? [],
    localSubject: names?.subject ?? '',
  };
  if (peer === undefined || certificate === undefined) return base;
  return {
    ...base,
    peer,
    peerFingerprint256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    peerSerial: certificate.serialNumber.toLowerCase(),
    peerIssuer: distinguishedName(certificate.issuer),
    peerCertificatePem: certificate.toString(),
  };
}
