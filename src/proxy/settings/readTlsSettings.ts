import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { Message } from '../../envoy/parse/Message.js';
import { messageAt } from './messageAt.js';
import { readDataSource, type DataSource } from './readDataSource.js';

/** A certificate with its key. */
export interface CertificateSettings {
  readonly chain: DataSource | undefined;
  readonly key: DataSource | undefined;
  readonly password: DataSource | undefined;
}

/** What a TLS context is made of, beside what the model has of it. */
export interface TlsSettings {
  readonly certificates: readonly CertificateSettings[];
  /** Names of SDS secrets with certificates. */
  readonly certificateSecrets: readonly string[];
  readonly trustedCa: DataSource | undefined;
  /** Name of the SDS secret with trust anchors. */
  readonly trustSecret: string | undefined;
  readonly minVersion: TlsVersion | undefined;
  readonly maxVersion: TlsVersion | undefined;
  readonly ciphers: readonly string[];
  readonly curves: readonly string[];
}

const VERSIONS = ['TLS_AUTO', 'TLSv1_0', 'TLSv1_1', 'TLSv1_2', 'TLSv1_3'] as const;
type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** `common_tls_context` of the DownstreamTlsContext or UpstreamTlsContext at `at`. */
export function readTlsSettings(config: EnvoyConfig, at: string): TlsSettings {
  const common = messageAt(config, at).message('common_tls_context');
  const params = common?.message('tls_params');
  const combined = common?.message('combined_validation_context');
  const validation = common?.message('validation_context') ?? combined?.message('default_validation_context');
  const trust =
    common?.message('validation_context_sds_secret_config') ??
    combined?.message('validation_context_sds_secret_config');
  return {
    certificates: (common?.messages('tls_certificates') ?? []).map((one) => ({
      chain: readDataSource(one.message('certificate_chain')),
      key: readDataSource(one.message('private_key')),
      password: readDataSource(one.message('password')),
    })),
    certificateSecrets: (common?.messages('tls_certificate_sds_secret_configs') ?? []).map((one) => one.string('name')),
    trustedCa: readDataSource(validation?.message('trusted_ca')),
    trustSecret: trust?.string('name'),
    minVersion: versionOf(params, 'tls_minimum_protocol_version'),
    maxVersion: versionOf(params, 'tls_maximum_protocol_version'),
    ciphers: params?.strings('cipher_suites') ?? [],
    curves: params?.strings('ecdh_curves') ?? [],
  };
}

function versionOf(params: Message | undefined, name: string): TlsVersion | undefined {
  switch (params?.choice(name, VERSIONS)) {
    case 'TLSv1_0':
      return 'TLSv1';
    case 'TLSv1_1':
      return 'TLSv1.1';
    case 'TLSv1_2':
      return 'TLSv1.2';
    case 'TLSv1_3':
      return 'TLSv1.3';
    case 'TLS_AUTO':
    case undefined:
      return undefined;
  }
}
