const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was closed',
  EPIPE: 'the connection was closed',
  ENOTFOUND: 'the name does not resolve',
  EAI_AGAIN: 'the name does not resolve at the moment',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  EPROTO: 'what answers does not speak TLS as expected',
  ERR_SSL_WRONG_VERSION_NUMBER: 'what answers does not speak TLS',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not signed by a trusted authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not signed by a trusted authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not signed by a trusted authority',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate is not signed by a trusted authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not signed by a trusted authority',
  CERT_SIGNATURE_FAILURE: 'its certificate is not signed by a trusted authority',
  CERT_HAS_EXPIRED: "its certificate has expired by this machine's clock",
  CERT_NOT_YET_VALID: "its certificate is not valid yet by this machine's clock",
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** What went wrong with a connection, as part of a sentence: by the error's code, else its message. */
export function describeNetworkError(error: unknown): string {
  const code = networkErrorCode(error);
  if (code !== undefined && Object.hasOwn(SENTENCES, code)) return SENTENCES[code] ?? code;
  if (error instanceof AggregateError && error.errors.length > 0) return describeNetworkError(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

/** `ECONNRESET` and the like. */
export function networkErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
