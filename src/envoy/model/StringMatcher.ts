/**
 * `type.matcher.v3.StringMatcher`, and the v2 fields that became one. `regex` is RE2, full match;
 * `ecmascript` is v2's `regex` (std::regex, full match). `legacyExact` is HeaderMatcher.exact_match, where "" matches anything.
 */
export type StringMatcher =
  | { readonly kind: 'exact' | 'prefix' | 'suffix' | 'contains'; readonly value: string; readonly ignoreCase: boolean }
  | { readonly kind: 'legacy_exact'; readonly value: string }
  | { readonly kind: 'safe_regex' | 'ecmascript'; readonly regex: string }
  | { readonly kind: 'unsupported'; readonly field: string };
