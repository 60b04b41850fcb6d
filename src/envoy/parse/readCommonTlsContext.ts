import type { SanMatcher } from '../model/TransportSocket.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { readSubjectAltNames } from './readSubjectAltNames.js';

/** What `tls.v3.CommonTlsContext` says about who is who. */
export interface CommonTlsContext {
  readonly alpnProtocols: readonly string[];
  /** Certificates in line, or names of SDS secrets that hold them. */
  readonly hasCertificate: boolean;
  readonly validates: boolean;
  readonly acceptUntrusted: boolean;
  readonly subjectAltNames: readonly SanMatcher[];
  /** Certificates first, then trust anchors. */
  readonly sdsSecrets: readonly string[];
}

// Protocol versions, ciphers and curves are taken to be agreed on; key_log writes to a file.
const HARMLESS = fieldNames('tls_params', 'key_log');

// What the trust anchors are made of: whether a certificate is trusted is given, not computed.
const HARMLESS_VALIDATION = fieldNames(
  'trusted_ca',
  'ca_certificate_provider_instance',
  'watched_directory',
  'crl',
  'only_verify_leaf_cert_crl',
  'max_verify_depth',
  'allow_expired_certificate',
);

/** Reads the `common_tls_context` field of an up- or downstream TLS context. */
export function readCommonTlsContext(context: Message): CommonTlsContext {
  const common = (context.message('common_tls_context') ?? new Message({}, context.at)).ignore(HARMLESS);
  const certificates = common.many('tls_certificates', (_, at) => at).length;
  const certificateSecrets = common.messages('tls_certificate_sds_secret_configs').map(secretName);
  const combined = common.message('combined_validation_context');
  const trust =
    common.message('validation_context_sds_secret_config') ?? combined?.message('validation_context_sds_secret_config');
  const trustSecrets = trust ? [secretName(trust)] : [];
  const validation = common.message('validation_context') ?? combined?.message('default_validation_context');
  return {
    alpnProtocols: common.strings('alpn_protocols'),
    hasCertificate: certificates + certificateSecrets.length > 0,
    validates: validation !== undefined || trust !== undefined,
    acceptUntrusted: validation?.choice('trust_chain_verification', TRUST) === 'ACCEPT_UNTRUSTED',
    subjectAltNames: validation ? readSubjectAltNames(validation.ignore(HARMLESS_VALIDATION)) : [],
    sdsSecrets: [...certificateSecrets, ...trustSecrets],
  };
}

const TRUST = ['VERIFY_TRUST_CHAIN', 'ACCEPT_UNTRUSTED'] as const;

// Where the secret comes from.
const HARMLESS_SECRET = fieldNames('sds_config');

/** The name in an `SdsSecretConfig`. */
function secretName(config: Message): string {
  return config.ignore(HARMLESS_SECRET).string('name');
}
