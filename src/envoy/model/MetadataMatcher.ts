import type { StringMatcher } from './StringMatcher.js';

/** `type.matcher.v3.MetadataMatcher`: a path below one namespace of dynamic metadata. */
export interface MetadataMatcher {
  readonly at: string;
  readonly filter: string;
  readonly path: readonly string[];
  readonly value: ValueMatcher;
  readonly invert: boolean;
}

/** `type.matcher.v3.ValueMatcher`. */
export type ValueMatcher =
  | { readonly kind: 'null_match' }
  | { readonly kind: 'double_match'; readonly exact?: number; readonly start?: number; readonly end?: number }
  | { readonly kind: 'string_match'; readonly matcher: StringMatcher }
  | { readonly kind: 'bool_match'; readonly value: boolean }
  | { readonly kind: 'present_match'; readonly value: boolean }
  | { readonly kind: 'list_match'; readonly oneOf: ValueMatcher }
  | { readonly kind: 'or_match'; readonly matchers: readonly ValueMatcher[] }
  | { readonly kind: 'unsupported'; readonly field: string };

/** `type.matcher.v3.FilterStateMatcher`. */
export interface FilterStateMatcher {
  readonly at: string;
  readonly key: string;
  readonly matcher:
    | { readonly kind: 'string_match'; readonly matcher: StringMatcher }
    | { readonly kind: 'unsupported'; readonly field: string };
}
