import { X509Certificate } from 'node:crypto';

/** What a table shows of a certificate. */
export interface Certificate {
  readonly isCa: boolean;
  /** Lower-case hex without leading zeros. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Hosts of the `spiffe://` URIs among the subject's alternative names, in their order. */
  readonly trustDomains: readonly string[];
  /** As Node writes it: `DNS:a, URI:b`; empty when there is none. */
  readonly subjectAltName: string;
}

const PEM_BLOCK = /-----BEGIN ([^\r\n]*?)-----[ \t]*\r?\n([\s\S]*?)\r?\n-----END \1-----/;

/** Reads the first PEM block of `text`; `undefined` when there is none or it is no certificate. */
export function readCertificate(text: string): Certificate | undefined {
  const [, , body] = PEM_BLOCK.exec(text) ?? [];
  if (body === undefined) return undefined;
  try {
    const certificate = new X509Certificate(Buffer.from(withoutHeaders(body), 'base64'));
    return {
      isCa: hasCaConstraint(certificate.raw),
      serialNumber: certificate.serialNumber.toLowerCase().replace(/^0+(?=.)/, ''),
      notBefore: new Date(certificate.validFrom),
      notAfter: new Date(certificate.validTo),
      trustDomains: trustDomains(certificate.subjectAltName ?? ''),
      subjectAltName: certificate.subjectAltName ?? '',
    };
  } catch {
    return undefined;
  }
}

/** PEM allows `Key: value` lines before an empty one. */
function withoutHeaders(body: string): string {
  return body.includes(':') ? body.slice(body.search(/\r?\n\r?\n/) + 1) : body;
}

/** OID 2.5.29.19, basicConstraints. */
const BASIC_CONSTRAINTS = Buffer.from([0x06, 0x03, 0x55, 0x1d, 0x13]);

/**
 * Whether basicConstraints says CA:TRUE. Node's `ca` asks for the key usage keyCertSign too, which Go's IsCA does not.
 * Behind the OID: optionally BOOLEAN (critical), OCTET STRING, SEQUENCE, BOOLEAN (cA).
 */
function hasCaConstraint(der: Buffer): boolean {
  const found = der.indexOf(BASIC_CONSTRAINTS);
  if (found < 0) return false;
  let offset = found + BASIC_CONSTRAINTS.length;
  if (der[offset] === 0x01) offset += 3;
  const cA = der.subarray(offset + 4, offset + 7);
  return der[offset] === 0x04 && der[offset + 2] === 0x30 && cA[0] === 0x01 && cA[1] === 0x01 && cA[2] !== 0;
}

function trustDomains(subjectAltName: string): readonly string[] {
  const uris = [...subjectAltName.matchAll(/URI:("(?:[^"\\]|\\.)*"|[^,]*)/g)].map(([, uri = '']) => unquote(uri));
  return uris.flatMap((uri) => /^spiffe:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(uri)?.[1] ?? []);
}

/** Node writes names with unusual characters as JSON strings. */
function unquote(name: string): string {
  return name.startsWith('"') ? String(JSON.parse(name)) : name;
}
