import type { Criterion } from '../../logic/Criterion.js';
import type { HeaderMatcher } from '../model/HeaderMatcher.js';
import type { RequestContext } from '../model/RequestContext.js';
import { matchHeader } from '../route/match/matchHeader.js';

/** `Permission.header`, `Principal.header`: as in routes, but repeated headers are joined up to other releases (matchers.cc `HeaderMatcher`). */
export function headerRule({ header }: { readonly header: HeaderMatcher }, context: RequestContext): Criterion {
  return matchHeader(header, context, 'rbac');
}
