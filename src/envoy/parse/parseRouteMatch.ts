import type { JsonValue } from '../../text/json/JsonValue.js';
import type { RouteMatch } from '../model/Route.js';
import { NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';
import { parseRuntimeFractionalPercent } from './parseFractionalPercent.js';
import { parseHeaderMatcher } from './parseHeaderMatcher.js';
import { parseFilterStateMatcher, parseMetadataMatcher } from './parseMetadataMatcher.js';
import { readPathSpecifier } from './readPathSpecifier.js';
import { parseCookieMatcher, parseQueryParameterMatcher } from './parseQueryParameterMatcher.js';

/** `config.route.v3.RouteMatch`; v2's `regex` and `runtime`. Every field bears on the match, so none is harmless. */
export function parseRouteMatch(value: JsonValue, at: string): RouteMatch {
  const message = new Message(value, at);
  const runtimeFraction =
    message.one('runtime_fraction', parseRuntimeFractionalPercent) ??
    message.one('runtime', parseRuntimeFractionalPercent);
  const tlsContext = message.one('tls_context', parseTlsContextMatch);
  message.value('grpc');
  return {
    at,
    path: readPathSpecifier(message),
    caseSensitive: message.boolean('case_sensitive') ?? true,
    headers: message.many('headers', parseHeaderMatcher),
    queryParameters: message.many('query_parameters', parseQueryParameterMatcher),
    cookies: message.many('cookies', parseCookieMatcher),
    ...(runtimeFraction && { runtimeFraction }),
    grpc: message.has('grpc'),
    ...(tlsContext && { tlsContext }),
    dynamicMetadata: message.many('dynamic_metadata', parseMetadataMatcher),
    filterState: message.many('filter_state', parseFilterStateMatcher),
    unsupported: message.unread(NO_FIELDS),
  };
}

/** `RouteMatch.TlsContextMatchOptions`. */
function parseTlsContextMatch(value: JsonValue, at: string): NonNullable<RouteMatch['tlsContext']> {
  const message = new Message(value, at);
  const presented = message.boolean('presented');
  const validated = message.boolean('validated');
  return { ...(presented !== undefined && { presented }), ...(validated !== undefined && { validated }) };
}
