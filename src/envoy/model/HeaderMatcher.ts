import type { StringMatcher } from './StringMatcher.js';

/** `route.v3.HeaderMatcher`. */
export interface HeaderMatcher {
  readonly at: string;
  readonly name: string;
  readonly invertMatch: boolean;
  readonly treatMissingHeaderAsEmpty: boolean;
  readonly specifier: HeaderMatchSpecifier;
}

/** The oneof `header_match_specifier`; `none` behaves like `present_match: true`. */
export type HeaderMatchSpecifier =
  | { readonly kind: 'none' }
  | { readonly kind: 'present_match'; readonly present: boolean }
  | { readonly kind: 'range_match'; readonly start: bigint; readonly end: bigint }
  | { readonly kind: 'string_match'; readonly matcher: StringMatcher };

/** `route.v3.QueryParameterMatcher`. */
export interface QueryParameterMatcher {
  readonly at: string;
  readonly name: string;
  readonly specifier:
    | { readonly kind: 'none' }
    | { readonly kind: 'present_match'; readonly present: boolean }
    | { readonly kind: 'string_match'; readonly matcher: StringMatcher };
}

/** `route.v3.CookieMatcher` (Envoy 1.37 and later). */
export interface CookieMatcher {
  readonly at: string;
  readonly name: string;
  readonly matcher: StringMatcher;
  readonly invertMatch: boolean;
}
