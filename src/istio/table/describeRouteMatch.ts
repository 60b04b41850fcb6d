import { objectField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/**
 * MATCH of a route: the path part only; headers, query parameters and methods are not shown. A CONNECT matcher, a URI
 * template and the empty prefix give an empty text.
 *
 * Source: istioctl/pkg/writer/envoy/configdump/listener.go, describeMatch.
 */
export function describeRouteMatch(route: JsonObject): string {
  const match = objectField(route, 'match');
  const regex = objectField(match, 'safe_regex');
  // Envoy API v2 had a plain `regex`, which istioctl 1.5 and older showed alike.
  const legacyRegex = stringField(match, 'regex');
  const parts = [
    suffixed(stringField(match, 'prefix'), '*'),
    prefixed('PathPrefix:', stringField(match, 'path_separated_prefix')),
    stringField(match, 'path') ?? '',
    regex ? `regex ${stringField(regex, 'regex') ?? ''}` : prefixed('regex ', legacyRegex),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function prefixed(prefix: string, text: string | undefined): string {
  return text ? prefix + text : '';
}

function suffixed(text: string | undefined, suffix: string): string {
  return text ? text + suffix : '';
}
