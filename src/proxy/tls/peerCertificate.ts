import type { X509Certificate } from 'node:crypto';
import type { PeerCertificate } from '../../envoy/model/Connection.js';

/** The names in a certificate as matchers see them. */
export function peerCertificate(certificate: X509Certificate, trusted: boolean): PeerCertificate {
  const names = splitNames(certificate.subjectAltName ?? '');
  return {
    uriSans: names.filter(([kind]) => kind === 'URI').map(([, name]) => name),
    dnsSans: names.filter(([kind]) => kind === 'DNS').map(([, name]) => name),
    subject: distinguishedName(certificate.subject),
    trusted,
  };
}

/**
 * A name as RFC 2253 prints it: the last part first (`CN=a,O=b`), as Envoy does. An empty one, which workload certificates have, is
 * `undefined` in Node.js, whatever its types say.
 */
export function distinguishedName(lines: string | undefined): string {
  return lines === undefined || lines === '' ? '' : lines.split('\n').reverse().join(',');
}

/** `URI:spiffe://a, DNS:b` as pairs; Node.js quotes a name that holds what looks like another. */
function splitNames(text: string): readonly (readonly [string, string])[] {
  const pairs = text.matchAll(/([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/g);
  return [...pairs].map(([, kind = '', name = '']) => [kind.trim(), name.startsWith('"') ? unquoted(name) : name]);
}

function unquoted(name: string): string {
  const value: unknown = JSON.parse(name);
  return typeof value === 'string' ? value : name;
}
