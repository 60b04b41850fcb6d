/** X509_verify_cert_error_string of the errors that Node.js names. */
export function verifyWords(error: Error | string | undefined): string {
  const code: unknown = typeof error === 'string' ? error : Reflect.get(error ?? {}, 'code');
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return 'verify_cert_failed:_X509_verify_cert:_certificate_verification_error_at_depth_0:_certificate_has_expired';
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return 'verify_cert_failed:_X509_verify_cert:_certificate_verification_error_at_depth_1:_self_signed_certificate_in_certificate_chain';
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'verify_cert_failed:_X509_verify_cert:_certificate_verification_error_at_depth_0:_self_signed_certificate';
    default:
      return 'verify_cert_failed:_X509_verify_cert:_certificate_verification_error_at_depth_0:_unable_to_get_local_issuer_certificate';
  }
}
