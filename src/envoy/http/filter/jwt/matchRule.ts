import type { Criterion } from '../../../../logic/Criterion.js';
import { allOf, type Truth } from '../../../../logic/Truth.js';
import type { JwtRule } from '../../../model/filter/JwtAuthn.js';
import type { RequestContext } from '../../../model/RequestContext.js';
import { matchHeader } from '../../../route/match/matchHeader.js';
import { matchPath } from '../../../route/match/matchPath.js';
import { matchQueryParameter } from '../../../route/match/matchQueryParameter.js';

/** Whether a rule's `match` takes a request, by path, headers and query (source/extensions/filters/http/jwt_authn/matcher.cc), and what decided. */
export function matchRule(
  { match }: JwtRule,
  context: RequestContext,
): { readonly truth: Truth; readonly criterion: Criterion } {
  const path = matchPath(match, context, false);
  const criteria = [
    path,
    ...match.headers.map((header) => matchHeader(header, context)),
    ...match.queryParameters.map((parameter) => matchQueryParameter(parameter, context.request)),
  ];
  const truth = allOf(criteria.map((one) => one.truth));
  return { truth, criterion: criteria.find((one) => one.truth === truth && truth !== 'yes') ?? path };
}
