import type { FilterOverride } from '../../model/filter/DecidedFilter.js';

/** The most specific of a route's overrides, of one kind: it alone counts (source/common/http/utility.h, resolveMostSpecificPerFilterConfig). */
export function overrideOf<K extends FilterOverride['kind']>(
  overrides: readonly FilterOverride[],
  kind: K,
): Extract<FilterOverride, { readonly kind: K }> | undefined {
  const [first] = overrides;
  return first?.kind === kind ? (first as Extract<FilterOverride, { readonly kind: K }>) : undefined;
}
