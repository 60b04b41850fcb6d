import type { JsonValue } from '../../text/json/JsonValue.js';
import type { RouteSource } from '../model/HttpConnectionManager.js';
import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';
import { parseRouteConfiguration } from './parseRouteConfiguration.js';
import { parseScopedRoutes } from './parseScopedRoutes.js';

// Where the route configuration comes from.
const HARMLESS = fieldNames('config_source');

/** The oneof `route_specifier` of an HCM. */
export function readRouteSource(hcm: Message): RouteSource {
  const rds = hcm.message('rds')?.ignore(HARMLESS);
  if (rds) return { kind: 'rds', at: rds.at, routeConfigName: rds.string('route_config_name') };
  return (
    hcm.one('route_config', parseInline) ?? hcm.one('scoped_routes', parseScopedRoutes) ?? { kind: 'none', at: hcm.at }
  );
}

function parseInline(value: JsonValue, at: string): RouteSource {
  return { kind: 'route_config', routeConfig: parseRouteConfiguration(value, at) };
}
