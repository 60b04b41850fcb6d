import type { Criterion } from '../../../logic/Criterion.js';
import type { RequestContext } from '../../model/RequestContext.js';
import type { StringMatcher } from '../../model/StringMatcher.js';
import { stringRule } from '../stringRule.js';

/**
 * `Permission.requested_server_name`: the SNI that a tls_inspector found, in lower case; "" without one, which matchers see
 * (matchers.cc `RequestedServerNameMatcher`; measured).
 */
export function requestedServerName(
  { matcher }: { readonly matcher: StringMatcher },
  { connection }: RequestContext,
): Criterion {
  return stringRule('requested_server_name', matcher, connection.serverName);
}
