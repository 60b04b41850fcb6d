import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Route } from '../model/Route.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { readHeaderMutations } from './readHeaderMutations.js';
import { readPerFilterConfig } from './readPerFilterConfig.js';
import { readRouteAction } from './parseRouteAction.js';
import { parseRouteMatch } from './parseRouteMatch.js';
import { readFilterMetadata } from './readFilterMetadata.js';

// Traces, statistics and limits of size.
const HARMLESS = fieldNames('tracing', 'stat_prefix', 'per_request_buffer_limit_bytes', 'request_body_buffer_limit');

const HARMLESS_DECORATOR = fieldNames('propagate');

/** `config.route.v3.Route`. */
export function parseRoute(value: JsonValue, at: string): Route {
  const message = new Message(value, at);
  return {
    at,
    name: message.string('name'),
    match: message.one('match', parseRouteMatch) ?? parseRouteMatch({}, at),
    action: readRouteAction(message),
    headers: readHeaderMutations(message),
    perFilterConfig: readPerFilterConfig(message),
    metadata: readFilterMetadata(message),
    decoratorOperation: message.message('decorator')?.ignore(HARMLESS_DECORATOR).string('operation') ?? '',
    unsupported: message.unread(HARMLESS),
  };
}
