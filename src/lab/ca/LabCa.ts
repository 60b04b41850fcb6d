import type { webcrypto } from 'node:crypto';
import type * as x509 from './x509.js';

/** A certificate with its issuers, and its key, in PEM. */
export interface Identity {
  readonly chain: string;
  readonly key: string;
}

/** Who a certificate is for. */
export interface Names {
  readonly uris: readonly string[];
  readonly dns: readonly string[];
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const HOUR = 3_600_000;

/** A certificate authority of its own. */
export class LabCa {
  private constructor(
    private readonly library: typeof x509,
    private readonly keys: webcrypto.CryptoKeyPair,
    private readonly root: x509.X509Certificate,
    /** Of the root, in PEM. */
    readonly certificate: string,
    readonly key: string,
  ) {}

  /** Makes the key and the root certificate. `organisation`: the trust domain, as in Istio's own root. */
  static async create(organisation: string): Promise<LabCa> {
    const library = await import('./x509.js');
    const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const root = await library.X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name: `O=${organisation}`,
      ...lifetime(),
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new library.BasicConstraintsExtension(true, undefined, true),
        new library.KeyUsagesExtension(library.KeyUsageFlags.keyCertSign | library.KeyUsageFlags.cRLSign, true),
      ],
    });
    return new LabCa(library, keys, root, `${root.toString('pem')}\n`, await keyText(keys));
  }

  /** A certificate for both ends of TLS. */
  async issue({ uris, dns }: Names): Promise<Identity> {
    const { library } = this;
    const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const { serverAuth, clientAuth } = library.ExtendedKeyUsage;
    const names = [
      ...uris.map((value) => ({ type: 'url' as const, value })),
      ...dns.map((value) => ({ type: 'dns' as const, value })),
    ];
    const certificate = await library.X509CertificateGenerator.create({
      serialNumber: Buffer.from(crypto.getRandomValues(new Uint8Array(8)))
        .toString('hex')
        .replace(/^./, '4'),
      issuer: this.root.subject,
      subject: '',
      ...lifetime(),
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new library.BasicConstraintsExtension(false, undefined, true),
        new library.KeyUsagesExtension(
          library.KeyUsageFlags.digitalSignature | library.KeyUsageFlags.keyEncipherment,
          true,
        ),
        new library.ExtendedKeyUsageExtension([serverAuth, clientAuth]),
        new library.SubjectAlternativeNameExtension(names, true),
      ],
    });
    return { chain: `${certificate.toString('pem')}\n${this.certificate}`, key: await keyText(keys) };
  }
}

function lifetime(): { readonly notBefore: Date; readonly notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - HOUR), notAfter: new Date(now + 24 * HOUR) };
}

async function keyText({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey));
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}
