import type { JsonValue } from '../../text/json/JsonValue.js';
import type { RouteSource } from '../model/HttpConnectionManager.js';
import type { ScopeFragment } from '../model/ScopedRoute.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseScopedRoute } from './parseScopedRoute.js';

// Where route configurations and scopes come from.
const HARMLESS = fieldNames('rds_config_source', 'scoped_rds');

/** `http_connection_manager.v3.ScopedRoutes`. */
export function parseScopedRoutes(value: JsonValue, at: string): Extract<RouteSource, { kind: 'scoped_routes' }> {
  const message = new Message(value, at);
  const list = message.message('scoped_route_configurations_list');
  const scopes = list?.many('scoped_route_configurations', parseScopedRoute);
  const fragments = message.message('scope_key_builder')?.messages('fragments') ?? [];
  return {
    kind: 'scoped_routes',
    at,
    name: message.string('name'),
    fragments: fragments.map(readFragment),
    ...(scopes && { scopes }),
    unsupported: message.unread(HARMLESS),
  };
}

/** `ScopeKeyBuilder.FragmentBuilder`. */
function readFragment(fragment: Message): ScopeFragment {
  const extractor = fragment.message('header_value_extractor');
  const keyed = extractor?.message('element');
  return {
    at: fragment.at,
    header: extractor?.string('name').toLowerCase() ?? '',
    elementSeparator: extractor?.string('element_separator') ?? '',
    element: keyed
      ? { key: keyed.string('key'), separator: keyed.string('separator') }
      : { index: extractor?.number('index') ?? 0 },
  };
}
