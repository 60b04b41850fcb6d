import type { JsonValue } from '../../text/json/JsonValue.js';
import type { RedirectAction, RouteAction } from '../model/RouteAction.js';
import { Message } from './Message.js';
import { readRegexRewrite } from './readRegexRewrite.js';

const CODES = ['MOVED_PERMANENTLY', 'FOUND', 'SEE_OTHER', 'TEMPORARY_REDIRECT', 'PERMANENT_REDIRECT'] as const;
const STATUS = {
  MOVED_PERMANENTLY: 301,
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
} as const;

/** `config.route.v3.RedirectAction`. */
export function parseRedirectAction(value: JsonValue, at: string): RouteAction {
  const message = new Message(value, at);
  const portRedirect = message.number('port_redirect');
  const action: RedirectAction = {
    kind: 'redirect',
    at,
    status: STATUS[message.choice('response_code', CODES)],
    httpsRedirect: message.flag('https_redirect'),
    schemeRedirect: message.string('scheme_redirect'),
    hostRedirect: message.string('host_redirect'),
    ...(portRedirect !== undefined && portRedirect !== 0 && { portRedirect }),
    path: readPath(message),
    stripQuery: message.flag('strip_query'),
  };
  const [unread] = message.unread();
  return unread === undefined ? action : { kind: 'unsupported', at, field: `redirect.${unread}` };
}

/** The oneof `path_rewrite_specifier`. */
function readPath(message: Message): RedirectAction['path'] {
  const field = message.first('path_redirect', 'prefix_rewrite', 'regex_rewrite');
  switch (field) {
    case undefined:
      return { kind: 'none' };
    case 'path_redirect':
    case 'prefix_rewrite':
      return { kind: field, value: message.string(field) };
    case 'regex_rewrite':
      return { kind: field, ...(readRegexRewrite(message, field) ?? { regex: '', substitution: '' }) };
  }
}
