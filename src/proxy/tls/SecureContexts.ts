import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { SecretSource } from '../runtime/SecretSource.js';
import { textOfSource } from '../secrets/textOfSource.js';
import { readTlsSettings, type TlsSettings } from '../settings/readTlsSettings.js';

/** A context that may be used now. */
export interface ReadyContext {
  readonly context: SecureContext;
  /** What it is made of. */
  readonly options: SecureContextOptions;
  /** It has trust anchors: the peer's certificate is checked. */
  readonly verifies: boolean;
  /** PEM of the own certificate chain, '' without. */
  readonly chain: string;
}

/** The secure contexts of all TLS contexts of the configuration, made anew when a secret changes. */
export class SecureContexts {
  readonly #config: EnvoyConfig;
  readonly #secrets: SecretSource;
  readonly #note: (line: string) => void;
  readonly #settings = new Map<string, TlsSettings>();
  readonly #ready = new Map<string, ReadyContext>();

  constructor(config: EnvoyConfig, secrets: SecretSource, note: (line: string) => void) {
    this.#config = config;
    this.#secrets = secrets;
    this.#note = note;
  }

  /** Of the TLS context at `at`; undefined: a secret is not there yet, or nothing that OpenSSL takes. */
  of(at: string, role: 'client' | 'server'): ReadyContext | undefined {
    const ready = this.#ready.get(at);
    if (ready !== undefined) return ready;
    const made = this.#make(at, this.#settingsOf(at), role);
    if (made !== undefined) this.#ready.set(at, made);
    return made;
  }

  #settingsOf(at: string): TlsSettings {
    let settings = this.#settings.get(at);
    if (settings === undefined) {
      settings = readTlsSettings(this.#config, at);
      this.#settings.set(at, settings);
      const names = [
        ...settings.certificateSecrets,
        ...(settings.trustSecret === undefined ? [] : [settings.trustSecret]),
      ];
      for (const name of names) this.#secrets.watch(name, () => this.#ready.delete(at));
    }
    return settings;
  }

  #make(at: string, settings: TlsSettings, role: 'client' | 'server'): ReadyContext | undefined {
    const certificates = settings.certificates.map(({ chain, key, password }) => ({
      cert: textOfSource(chain),
      key: textOfSource(key),
      passphrase: textOfSource(password),
    }));
    for (const name of settings.certificateSecrets) {
      const secret = this.#secrets.secret(name);
      if (secret?.certificateChain === undefined) return undefined;
      certificates.push({ cert: secret.certificateChain, key: secret.privateKey, passphrase: secret.password });
    }
    const ca =
      settings.trustSecret === undefined
        ? textOfSource(settings.trustedCa)
        : this.#secrets.secret(settings.trustSecret)?.trustedCa;
    if (settings.trustSecret !== undefined && ca === undefined) return undefined;
    try {
      const options = {
        cert: certificates.flatMap(({ cert }) => cert ?? []),
        key: certificates.flatMap(({ key, passphrase }) =>
          key === undefined ? [] : { pem: key, ...(passphrase === undefined ? {} : { passphrase }) },
        ),
        ...(ca === undefined ? {} : { ca }),
        ...limitsOf(settings, role),
      };
      return {
        context: createSecureContext(options),
        options,
        verifies: ca !== undefined,
        chain: certificates[0]?.cert ?? '',
      };
    } catch (error) {
      this.#note(`TLS context ${at}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}

/** Versions, ciphers and curves in OpenSSL's words; Envoy's defaults are TLS 1.2, and for servers 1.3 too. */
function limitsOf(
  { minVersion, maxVersion, ciphers, curves }: TlsSettings,
  role: 'client' | 'server',
): SecureContextOptions {
  const tls12 = ciphers.map((cipher) => cipher.replace(/^\[(.*)\]$/, '$1').replaceAll('|', ':'));
  const tls13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'];
  return {
    minVersion: minVersion ?? 'TLSv1.2',
    maxVersion: maxVersion ?? (role === 'client' ? 'TLSv1.2' : 'TLSv1.3'),
    ...(tls12.length === 0 ? {} : { ciphers: [...tls13, ...tls12].join(':') }),
    ...(curves.length === 0 ? {} : { ecdhCurve: curves.join(':') }),
  };
}
