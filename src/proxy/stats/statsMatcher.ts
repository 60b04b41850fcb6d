import { matchString } from '../../envoy/string/matchString.js';
import { Message } from '../../envoy/parse/Message.js';
import { parseStringMatcher } from '../../envoy/parse/parseStringMatcher.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** `stats_config.stats_matcher` of a bootstrap: which stats there are. Without one: all. */
export function statsMatcher(bootstrap: JsonObject): (name: string) => boolean {
  const matcher = new Message(bootstrap, '').message('stats_config')?.message('stats_matcher');
  if (matcher?.flag('reject_all') === true) return () => false;
  const [kind] = (['inclusion_list', 'exclusion_list'] as const).filter((name) => matcher?.has(name) === true);
  if (matcher === undefined || kind === undefined) return () => true;
  const patterns = matcher.message(kind)?.many('patterns', parseStringMatcher) ?? [];
  const matches = (name: string) => patterns.some((pattern) => matchString(pattern, name) === 'yes');
  return kind === 'inclusion_list' ? matches : (name) => !matches(name);
}
