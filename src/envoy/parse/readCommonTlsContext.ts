import type { JsonValue } from '../../text/json/JsonValue.js';
import type { SanMatcher } from '../model/TransportSocket.js';
import { fieldNames, NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';
import { readSubjectAltNames } from './parseSubjectAltNames.js';

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
  readonly unsupported: readonly string[];
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
  const common = context.message('common_tls_context') ?? new Message({}, context.at);
  const certificates = common.many('tls_certificates', (_, at) => at).length;
  const certificateSecrets = common.many('tls_certificate_sds_secret_configs', secretName);
  const combined = common.message('combined_validation_context');
  const trustSecret =
    common.one('validation_context_sds_secret_config', secretName) ??
    combined?.one('validation_context_sds_secret_config', secretName);
  const validation = common.message('validation_context') ?? combined?.message('default_validation_context');
  const subjectAltNames = validation ? readSubjectAltNames(validation) : [];
  const acceptUntrusted = validation?.choice('trust_chain_verification', TRUST) === 'ACCEPT_UNTRUSTED';
  return {
    alpnProtocols: common.strings('alpn_protocols'),
    hasCertificate: certificates + certificateSecrets.length > 0,
    validates: validation !== undefined || trustSecret !== undefined,
    acceptUntrusted,
    subjectAltNames,
    sdsSecrets: trustSecret === undefined ? certificateSecrets : [...certificateSecrets, trustSecret],
    unsupported: [
      ...common.unread(HARMLESS),
      ...(combined?.unread(NO_FIELDS) ?? []),
      ...(validation?.unread(HARMLESS_VALIDATION) ?? []),
    ],
  };
}

const TRUST = ['VERIFY_TRUST_CHAIN', 'ACCEPT_UNTRUSTED'] as const;

/** The name in an `SdsSecretConfig`. */
function secretName(value: JsonValue, at: string): string {
  return new Message(value, at).string('name');
}
