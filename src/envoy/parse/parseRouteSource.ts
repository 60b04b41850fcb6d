import type { JsonValue } from '../../text/json/JsonValue.js';
import type { RouteSource } from '../model/HttpConnectionManager.js';
import { Message } from './Message.js';
import { parseRouteConfiguration } from './parseRouteConfiguration.js';

/** The oneof `route_specifier` of an HCM. */
export function readRouteSource(hcm: Message): RouteSource {
  return (
    hcm.one('route_config', parseInline) ??
    hcm.one('rds', parseRds) ??
    hcm.one('scoped_routes', parseScopedRoutes) ?? { kind: 'none', at: hcm.at }
  );
}

function parseInline(value: JsonValue, at: string): RouteSource {
  return { kind: 'route_config', routeConfig: parseRouteConfiguration(value, at) };
}

/** `Rds`. */
function parseRds(value: JsonValue, at: string): RouteSource {
  return { kind: 'rds', at, routeConfigName: new Message(value, at).string('route_config_name') };
}

function parseScopedRoutes(value: JsonValue, at: string): RouteSource {
  return { kind: 'scoped_routes', at, value: { kind: 'unparsed', at, typeUrl: '', value } };
}
