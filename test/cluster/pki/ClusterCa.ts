import type { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '../../../src/lab/ca/x509.js';

/** A certificate and its key, in PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** Whose certificate it is: for users the name is CN, each group an O. */
export interface Subject {
  readonly name: string;
  readonly groups?: readonly string[];
  readonly dns?: readonly string[];
  readonly ips?: readonly string[];
  /** Milliseconds from now; in the past for a certificate that has expired. A day if not said. */
  readonly lifetime?: number;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;

/** The certificate authority of a cluster. */
export class ClusterCa {
  private constructor(
    private readonly keys: webcrypto.CryptoKeyPair,
    private readonly root: X509Certificate,
    /** PEM. */
    readonly certificate: string,
  ) {}

  /** Makes the authority. */
  static async create(): Promise<ClusterCa> {
    const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const root = await X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name: 'CN=kubernetes',
      notBefore: new Date(Date.now() - DAY),
      notAfter: new Date(Date.now() + DAY),
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature, true),
      ],
    });
    return new ClusterCa(keys, root, `${root.toString('pem')}\n`);
  }

  /** A certificate for a server or a user. */
  async issue({ name, groups = [], dns = [], ips = [], lifetime = DAY }: Subject): Promise<KeyPair> {
    const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const names = [
      ...dns.map((value) => ({ type: 'dns' as const, value })),
      ...ips.map((value) => ({ type: 'ip' as const, value })),
    ];
    const certificate = await X509CertificateGenerator.create({
      serialNumber: `4${Buffer.from(crypto.getRandomValues(new Uint8Array(8)))
        .toString('hex')
        .slice(1)}`,
      issuer: this.root.subject,
      subject: [...groups.map((group) => ({ O: [group] })), { CN: [name] }],
      notBefore: new Date(Date.now() - DAY),
      notAfter: new Date(Date.now() + lifetime),
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
        new ExtendedKeyUsageExtension([names.length > 0 ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth]),
        ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
      ],
    });
    return { certificate: `${certificate.toString('pem')}\n`, key: await keyText(keys) };
  }
}

async function keyText({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey));
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}
