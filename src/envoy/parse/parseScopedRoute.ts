import type { JsonValue } from '../../text/json/JsonValue.js';
import type { ScopedRoute } from '../model/ScopedRoute.js';
import { Message } from './Message.js';
import { parseRouteConfiguration } from './parseRouteConfiguration.js';

/** `config.route.v3.ScopedRouteConfiguration`. */
export function parseScopedRoute(value: JsonValue, at: string): ScopedRoute {
  const message = new Message(value, at);
  const routeConfiguration = message.one('route_configuration', parseRouteConfiguration);
  const fragments = message.message('key')?.messages('fragments') ?? [];
  return {
    at,
    name: message.string('name'),
    key: fragments.map((fragment) => fragment.string('string_key')),
    onDemand: message.flag('on_demand'),
    routeConfigurationName: message.string('route_configuration_name'),
    ...(routeConfiguration && { routeConfiguration }),
    unsupported: message.unread(),
  };
}
