import type { FilterStateValue } from '../../model/NetworkFilter.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { formatHeaderValue } from '../formatHeaderValue.js';

/**
 * `set_filter_state.v3.Config.on_request_headers` (source/extensions/filters/http/set_filter_state): the filter state with each object
 * that the filter sets; `shared` are the keys that go along to an internal upstream. The route is already chosen and does not see it.
 */
export function setFilterState(
  values: readonly FilterStateValue[],
  context: RequestContext,
): { readonly filterState: ReadonlyMap<string, string>; readonly shared: readonly string[] } {
  const filterState = new Map(context.filterState);
  for (const { objectKey, format, skipIfEmpty } of values) {
    const value = formatHeaderValue(format, { ...context, filterState }, '-');
    if (value !== '' || !skipIfEmpty) filterState.set(objectKey, value);
  }
  return {
    filterState,
    shared: values.filter(({ sharedWithUpstream }) => sharedWithUpstream).map(({ objectKey }) => objectKey),
  };
}
