import type { JsonValue } from '../../text/json/JsonValue.js';
import type { MatcherAction, OnMatch } from '../model/MatcherTree.js';
import type { Unparsed } from '../model/Unparsed.js';
import { readExtension } from './Extension.js';
import { Message } from './Message.js';
import { parseMatcherTree } from './parseMatcherTree.js';
import { parseRoute } from './parseRoute.js';

/** `Matcher.OnMatch`. */
export function parseOnMatch(value: JsonValue, at: string): OnMatch {
  const message = new Message(value, at);
  const matcher = message.one('matcher', parseMatcherTree);
  const action = message.one('action', parseAction);
  // `keep_matching` is such a field: what goes on after a match is not modelled.
  const known = message.unread().length === 0;
  if (known && matcher) return { kind: 'matcher', matcher };
  if (known && action) return action;
  const unparsed: Unparsed = { kind: 'unparsed', at, typeUrl: '', value };
  return { kind: 'action', at, name: '', typeUrl: '', value: unparsed };
}

function parseAction(value: JsonValue, at: string): OnMatch {
  const { name, config } = readExtension(new Message(value, at));
  return { kind: 'action', at, name, typeUrl: config.typeUrl, value: readAction(config) };
}

function readAction(config: Unparsed): MatcherAction {
  const message = new Message(config.value, config.at);
  switch (config.typeUrl) {
    case 'google.protobuf.StringValue':
      return { kind: 'string', value: message.string('value') };
    case 'envoy.config.route.v3.Route':
      return { kind: 'routes', routes: [parseRoute(config.value, config.at)] };
    case 'envoy.config.route.v3.RouteList':
      return { kind: 'routes', routes: message.many('routes', parseRoute) };
    case 'envoy.config.rbac.v3.Action':
      return {
        kind: 'rbac_action',
        name: message.string('name'),
        action: message.choice('action', ['ALLOW', 'DENY', 'LOG']),
      };
    default:
      return config;
  }
}
