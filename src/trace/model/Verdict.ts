/** The closed list of verdicts; docs/verdicts/ has a page for each. */
export const VERDICT_CODES = [
  'INDETERMINATE',
  'LOOP',
  'DENIED',
  'NO_MATCH',
  'NO_UPSTREAM',
  'ANSWERED_BY_PROXY',
  'EXITS_MESH',
  'DELIVERED_BYPASS',
  'DELIVERED',
] as const;

/** One of {@link VERDICT_CODES}. */
export type VerdictCode = (typeof VERDICT_CODES)[number];

/** What the calling application notices: an HTTP status, or the end of its connection or of its patience. */
export type CallerSees =
  | { readonly kind: 'status'; readonly status: number; readonly grpcStatus?: number }
  | { readonly kind: 'app' }
  | { readonly kind: 'reset' | 'refused' | 'timeout' | 'unresolved' | 'closed' | 'unknown' };

/** How a request ended, where, and what is known of it in Envoy's own words. */
export interface Verdict {
  readonly code: VerdictCode;
  /** One sentence: what happened, at what. */
  readonly sentence: string;
  /** `%RESPONSE_FLAGS%` of the proxy that ended it, '' when there is none. */
  readonly flags: string;
  /** `%RESPONSE_CODE_DETAILS%`, '' when there is none. */
  readonly details: string;
  readonly caller: CallerSees;
  /** INDETERMINATE: what is not known, by name. */
  readonly unknown?: string;
  /** INDETERMINATE because of opaque code: the verdict if that code let the request through unchanged. */
  readonly likely?: Verdict;
}
