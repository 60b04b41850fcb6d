import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';
import { rangeOf } from '../chain/chains.js';

/* `xds.type.matcher.v3.Matcher` in JSON, in few words. */

function input(name: string, config: JsonObject = {}): JsonObject {
  const family = name.startsWith('Http') ? 'http' : 'network';
  const type = `type.googleapis.com/envoy.extensions.matching.common_inputs.${family}.v3.${name}`;
  return { name, typed_config: { '@type': type, ...config } };
}

export function tree(branches: JsonObject, onNoMatch?: JsonObject): JsonObject {
  return { ...branches, ...(onNoMatch === undefined ? {} : { on_no_match: onNoMatch }) };
}

/** An action that names a filter chain. */
export function action(value: string): JsonObject {
  return {
    action: { name: value, typed_config: { '@type': 'type.googleapis.com/google.protobuf.StringValue', value } },
  };
}

/** RBAC's action. */
export function rbacAction(name: string, verdict: 'ALLOW' | 'DENY' | 'LOG'): JsonObject {
  const type = 'type.googleapis.com/envoy.config.rbac.v3.Action';
  return { action: { name: 'x', typed_config: { '@type': type, name, action: verdict } } };
}

export function nested(matcher: JsonObject): JsonObject {
  return { matcher };
}

type OnMatches = Readonly<Record<string, JsonObject>>;

export function exact(name: string, map: OnMatches, config: JsonObject = {}): JsonObject {
  return { matcher_tree: { input: input(name, config), exact_match_map: { map } } };
}

export function prefix(name: string, map: OnMatches, config: JsonObject = {}): JsonObject {
  return { matcher_tree: { input: input(name, config), prefix_match_map: { map } } };
}

export function ranges(name: string, entries: readonly (readonly [string, JsonObject])[]): JsonObject {
  const range_matchers = entries.map(([cidr, on_match]) => ({ ranges: [rangeOf(cidr)], on_match }));
  const typed_config = { '@type': 'type.googleapis.com/xds.type.matcher.v3.IPMatcher', range_matchers };
  return { matcher_tree: { input: input(name), custom_match: { name: 'ip', typed_config } } };
}

export function single(name: string, value_match: JsonValue, config: JsonObject = {}): JsonObject {
  return { single_predicate: { input: input(name, config), value_match } };
}

export function list(...entries: readonly (readonly [JsonObject, JsonObject])[]): JsonObject {
  return { matcher_list: { matchers: entries.map(([predicate, on_match]) => ({ predicate, on_match })) } };
}
