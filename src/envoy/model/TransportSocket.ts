import type { StringMatcher } from './StringMatcher.js';

/** `core.v3.TransportSocket` of a filter chain; `raw_buffer` when there is none. */
export type DownstreamTransportSocket =
  | { readonly kind: 'raw_buffer'; readonly at: string }
  | DownstreamTls
  | { readonly kind: 'unsupported'; readonly at: string; readonly typeUrl: string };

/** `tls.v3.DownstreamTlsContext`. */
export interface DownstreamTls {
  readonly kind: 'tls';
  readonly at: string;
  readonly requireClientCertificate: boolean;
  readonly alpnProtocols: readonly string[];
  /** True if a validation context is configured: client certificates are requested and checked. */
  readonly validatesClient: boolean;
  /** `trust_chain_verification: ACCEPT_UNTRUSTED`. */
  readonly acceptUntrusted: boolean;
  readonly subjectAltNames: readonly SanMatcher[];
  readonly sdsSecrets: readonly string[];
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}

/** `tls.v3.SubjectAltNameMatcher`; `san_type` '' = any (v2 `verify_subject_alt_name`, `match_subject_alt_names`). */
export interface SanMatcher {
  readonly sanType: string;
  readonly matcher: StringMatcher;
}

/** `core.v3.TransportSocket` of a cluster. */
export type UpstreamTransportSocket =
  | { readonly kind: 'raw_buffer'; readonly at: string }
  | UpstreamTls
  | {
      readonly kind: 'internal_upstream';
      readonly at: string;
      readonly inner: UpstreamTransportSocket;
      readonly passthroughMetadata: readonly string[];
      readonly passthroughFilterState: readonly string[];
    }
  | { readonly kind: 'unsupported'; readonly at: string; readonly typeUrl: string };

/** `tls.v3.UpstreamTlsContext`. */
export interface UpstreamTls {
  readonly kind: 'tls';
  readonly at: string;
  readonly sni: string;
  readonly alpnProtocols: readonly string[];
  readonly subjectAltNames: readonly SanMatcher[];
  /** A client certificate is offered (certificates or SDS names). */
  readonly presentsCertificate: boolean;
  readonly sdsSecrets: readonly string[];
  readonly autoHostSni: boolean;
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}
