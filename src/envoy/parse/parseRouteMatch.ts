import type { JsonValue } from '../../text/json/JsonValue.js';
import type { RouteMatch } from '../model/Route.js';
import { Message } from './Message.js';
import { parseHeaderMatcher } from './parseHeaderMatcher.js';
import { parseFilterStateMatcher, parseMetadataMatcher } from './parseMetadataMatcher.js';
import { readRuntimeFractionalPercent } from './readFractionalPercent.js';
import { readPathSpecifier } from './readPathSpecifier.js';
import { parseCookieMatcher, parseQueryParameterMatcher } from './parseQueryParameterMatcher.js';

/** `config.route.v3.RouteMatch`; v2's `regex` and `runtime`. Every field bears on the match, so none is harmless. */
export function parseRouteMatch(value: JsonValue, at: string): RouteMatch {
  const message = new Message(value, at);
  const runtimeFraction = message.message('runtime_fraction') ?? message.message('runtime');
  const tlsContext = message.message('tls_context');
  message.value('grpc');
  return {
    at,
    path: readPathSpecifier(message),
    caseSensitive: message.boolean('case_sensitive') ?? true,
    headers: message.many('headers', parseHeaderMatcher),
    queryParameters: message.many('query_parameters', parseQueryParameterMatcher),
    cookies: message.many('cookies', parseCookieMatcher),
    ...(runtimeFraction && { runtimeFraction: readRuntimeFractionalPercent(runtimeFraction) }),
    grpc: message.has('grpc'),
    ...(tlsContext && { tlsContext: readTlsContextMatch(tlsContext) }),
    dynamicMetadata: message.many('dynamic_metadata', parseMetadataMatcher),
    filterState: message.many('filter_state', parseFilterStateMatcher),
    unsupported: message.unread(),
  };
}

/** `RouteMatch.TlsContextMatchOptions`. */
function readTlsContextMatch(options: Message): NonNullable<RouteMatch['tlsContext']> {
  const presented = options.boolean('presented');
  const validated = options.boolean('validated');
  return { ...(presented !== undefined && { presented }), ...(validated !== undefined && { validated }) };
}
