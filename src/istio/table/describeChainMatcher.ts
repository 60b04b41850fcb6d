import { descend, numberField, objectField, objectsField, stringField, typeUrlOf } from '../../envoy/dump/field.js';
import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import { describeFilterChainMatch } from './describeFilterChainMatch.js';

/**
 * How connections reach `chain`: by its own match, or, when the listener has a `filter_chain_matcher`, every path of that
 * matcher tree which ends in the chain's name (`INPUT=KEY -> INPUT=KEY`); `UNMATCHED` or `ANY` for what nothing else
 * takes, `NONE` for a chain that is not reached. Matcher lists are not understood. istioctl prints the paths of one chain
 * in random order, here they come in the order of the dump.
 *
 * Source: istioctl/pkg/writer/envoy/configdump/listener.go, newMatcher and recurse.
 */
export function describeChainMatcher(listener: JsonObject, chain: JsonObject): readonly string[] {
  const matcher = objectField(listener, 'filter_chain_matcher');
  if (!matcher) return [describeFilterChainMatch(chain)];
  const name = stringField(chain, 'name') ?? '';
  const fallback = objectField(matcher, 'on_no_match');
  const nested = objectField(fallback, 'matcher');
  if (!nested && leadsTo(fallback, name)) return ['UNMATCHED'];
  return paths(nested ?? matcher, name) ?? ['NONE'];
}

function leadsTo(onMatch: JsonObject | undefined, chainName: string): boolean {
  const action = objectField(onMatch, 'action');
  return action !== undefined && (stringField(action, 'name') ?? '') === chainName;
}

/** The paths from `matcher` to the chain; `undefined` when there is none. */
function paths(matcher: JsonObject, chainName: string): readonly string[] | undefined {
  const fallback = objectField(matcher, 'on_no_match');
  const nested = objectField(fallback, 'matcher');
  if (nested) return paths(nested, chainName) ?? ['NONE'];
  if (leadsTo(fallback, chainName)) return ['ANY'];
  const tree = objectField(matcher, 'matcher_tree');
  const input = stringField(objectField(tree, 'input'), 'name') ?? '';
  const { entries, equality } = branches(tree);
  const found = entries.flatMap(([key, onMatch]) => {
    const next = objectField(onMatch, 'matcher');
    if (next) return (paths(next, chainName) ?? []).map((child) => `${input}${equality}${key} -> ${child}`);
    return leadsTo(onMatch, chainName) ? [`${input}${equality}${key}`] : [];
  });
  return found.length > 0 ? found : undefined;
}

interface Branches {
  readonly entries: readonly (readonly [string, JsonObject])[];
  readonly equality: '=' | '^';
}

function branches(tree: JsonObject | undefined): Branches {
  const prefixes = descend(tree, 'prefix_match_map', 'map');
  if (prefixes) return { entries: objectEntries(prefixes), equality: '^' };
  const exact = descend(tree, 'exact_match_map', 'map');
  if (exact) return { entries: objectEntries(exact), equality: '=' };
  const custom = descend(tree, 'custom_match', 'typed_config');
  const isIpMatcher = typeUrlOf(custom).endsWith('/xds.type.matcher.v3.IPMatcher');
  return { entries: isIpMatcher ? ipEntries(custom) : [], equality: '=' };
}

function objectEntries(map: JsonObject): readonly (readonly [string, JsonObject])[] {
  return Object.entries(map).flatMap(([key, value]) => (isJsonObject(value) ? [[key, value] as const] : []));
}

/** The ranges of an IP matcher; of a range given twice the last counts, host prefixes lose their length. */
function ipEntries(matcher: JsonObject | undefined): readonly (readonly [string, JsonObject])[] {
  const entries = new Map<string, JsonObject>();
  for (const rangeMatcher of objectsField(matcher, 'range_matchers')) {
    for (const range of objectsField(rangeMatcher, 'ranges')) {
      const length = numberField(range, 'prefix_len') ?? 0;
      const prefix = stringField(range, 'address_prefix') ?? '';
      const key = length === 32 || length === 128 ? prefix : `${prefix}/${length}`;
      entries.set(key, objectField(rangeMatcher, 'on_match') ?? {});
    }
  }
  return [...entries];
}
