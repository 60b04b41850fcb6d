import type { JsonValue } from '../../text/json/JsonValue.js';
import type { DirectResponseAction, RouteAction } from '../model/RouteAction.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseForwardAction } from './parseForwardAction.js';
import { parseRedirectAction } from './parseRedirectAction.js';

const ACTIONS = ['route', 'redirect', 'direct_response', 'non_forwarding_action', 'filter_action'] as const;

/** The oneof `action` of a Route. */
export function readRouteAction(route: Message): RouteAction {
  const action = route.first(...ACTIONS);
  const unsupported: RouteAction = { kind: 'unsupported', at: route.at, field: action ?? 'action' };
  switch (action) {
    case undefined:
      return unsupported;
    case 'route':
      return route.one(action, parseForwardAction) ?? unsupported;
    case 'redirect':
      return route.one(action, parseRedirectAction) ?? unsupported;
    case 'direct_response':
      return route.one(action, parseDirectResponseAction) ?? unsupported;
    case 'non_forwarding_action':
    case 'filter_action':
      route.value(action);
      return { kind: action, at: route.pointer(action) };
  }
}

/** `config.route.v3.DirectResponseAction`. */
function parseDirectResponseAction(value: JsonValue, at: string): RouteAction {
  const message = new Message(value, at);
  const status = message.number('status') ?? 0;
  const source = message.one('body', parseDataSource);
  const body = message.has('body') ? source : '';
  // A formatted body depends on the request.
  const formatted = message.has('body_format');
  const [unread] = message.unread(fieldNames('body_format'));
  if (unread !== undefined) return { kind: 'unsupported', at, field: `direct_response.${unread}` };
  const action: DirectResponseAction = { kind: 'direct_response', at, status };
  return body === undefined || formatted ? action : { ...action, body };
}

/** `core.v3.DataSource`, if the data stand in the configuration. */
function parseDataSource(value: JsonValue, at: string): string | undefined {
  const message = new Message(value, at);
  const bytes = message.text('inline_bytes');
  return message.text('inline_string') ?? (bytes === undefined ? undefined : Buffer.from(bytes, 'base64').toString());
}
