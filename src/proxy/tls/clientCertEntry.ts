import type { DownstreamTlsInfo } from '../runtime/StreamInfo.js';

/**
 * This connection's entry of `x-forwarded-client-cert` (source/common/http/conn_manager_utility.cc, mutateXfccRequestHeader), with the
 * `set_current_client_cert_details` that are wanted.
 */
export function clientCertEntry(info: DownstreamTlsInfo, details: ReadonlySet<string>): string {
  const { peer, localUriSans, peerFingerprint256 = '', peerCertificatePem = '' } = info;
  const parts = localUriSans.map((name) => `By=${name}`);
  if (peerFingerprint256 !== '') parts.push(`Hash=${peerFingerprint256}`);
  const pem = encodeURIComponent(peerCertificatePem).replaceAll('(', '%28').replaceAll(')', '%29');
  if (details.has('cert')) parts.push(`Cert="${pem}"`);
  if (details.has('chain')) parts.push(`Chain="${pem}"`);
  if (details.has('subject')) parts.push(`Subject="${(peer?.subject ?? '').replaceAll('"', '\\"')}"`);
  const uris = peer?.uriSans ?? [];
  if (details.has('uri')) parts.push(...(uris.length === 0 ? ['URI='] : uris.map((name) => `URI=${name}`)));
  if (details.has('dns')) parts.push(...(peer?.dnsSans ?? []).map((name) => `DNS=${name}`));
  return parts.join(';');
}
