import { applyHeaderMutations, type MutatedHeaders } from '../http/applyHeaderMutations.js';
import { formatHeaderValue } from '../http/formatHeaderValue.js';
import { withoutHeader } from '../http/headers.js';
import type { Header } from '../model/HttpRequest.js';
import type { RequestContext } from '../model/RequestContext.js';
import { mutationLevels, type RouteLevels } from './mutationLevels.js';

/**
 * Response headers after `response_headers_to_add` and `_to_remove` of all levels, in the order of the request's
 * (source/common/router/config_impl.cc, finalizeResponseHeaders); local replies of a route go through it too. A content-type that is
 * added replaces the one of a local reply (measured).
 */
export function finalizeResponseHeaders(
  headers: readonly Header[],
  levels: RouteLevels,
  context: RequestContext,
): MutatedHeaders {
  return mutationLevels(levels).reduce<MutatedHeaders>(
    (before, { responseAdd, responseRemove }) => {
      const replacesType = responseAdd.some(({ name }) => name.toLowerCase() === 'content-type');
      const kept = replacesType ? withoutHeader(before.headers, 'content-type') : before.headers;
      const after = applyHeaderMutations(kept, responseAdd, responseRemove, (value) =>
        formatHeaderValue(value, context),
      );
      return { headers: after.headers, effects: [...before.effects, ...after.effects] };
    },
    { headers, effects: [] },
  );
}
