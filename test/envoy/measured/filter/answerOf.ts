import type { JsonObject } from '../../../../src/text/json/JsonValue.js';
import { extension, typed } from '../../../proof/envoy/gen/types.js';
import { answer, outcomeOf, type Sent } from '../measured.js';

/** One filter ahead of the router, and what the route says of it. */
export interface FilterCase {
  readonly type: string;
  readonly config: JsonObject;
  /** `typed_per_filter_config` of the route under the filter's name. */
  readonly perRoute?: JsonObject;
  readonly route?: JsonObject;
  readonly noRoute?: boolean;
  readonly host?: JsonObject;
}

const FILTERS = 'envoy.extensions.filters.http.';

/** A message below `envoy.extensions.filters.http`: `per('csrf.v3.CsrfPolicy', {…})`. */
export function per(type: string, value: JsonObject = {}): JsonObject {
  return typed(`${FILTERS}${type}`, value);
}

/** `route.v3.FilterConfig`. */
export function wrapped(value: JsonObject): JsonObject {
  return typed('envoy.config.route.v3.FilterConfig', value);
}

/** `403 csrf_origin_mismatch`, `200 via_upstream`, `unknown …`. */
export function answerOf(
  { type, config, perRoute, route = {}, noRoute = false, host = {} }: FilterCase,
  sent: Sent,
): string {
  const own = perRoute === undefined ? {} : { typed_per_filter_config: { probe: perRoute } };
  const routes = noRoute ? [] : [{ name: 'r', match: { prefix: '/' }, route: { cluster: 'c1' }, ...own, ...route }];
  return answer(outcomeOf({ filters: [extension('probe', `${FILTERS}${type}`, config)], routes, host }, sent));
}
