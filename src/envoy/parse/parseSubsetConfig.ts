import type { JsonValue } from '../../text/json/JsonValue.js';
import type { SubsetConfig } from '../model/Cluster.js';
import { Message } from './Message.js';

const FALLBACK = ['NO_FALLBACK', 'ANY_ENDPOINT', 'DEFAULT_SUBSET'] as const;
const SELECTOR_FALLBACK = ['NOT_DEFINED', 'NO_FALLBACK', 'ANY_ENDPOINT', 'DEFAULT_SUBSET', 'KEYS_SUBSET'] as const;

/** `Cluster.LbSubsetConfig`; without selectors Envoy balances as if there were none. */
export function parseSubsetConfig(value: JsonValue, at: string): SubsetConfig | undefined {
  const message = new Message(value, at);
  const selectors = message.messages('subset_selectors').map(readSelector);
  if (selectors.length === 0) return undefined;
  return {
    at,
    fallbackPolicy: message.choice('fallback_policy', FALLBACK),
    defaultSubset: new Map(Object.entries(message.struct('default_subset'))),
    localityWeightAware: message.flag('locality_weight_aware'),
    listAsAny: message.flag('list_as_any'),
    selectors,
    unsupported: message.unread(),
  };
}

/** `LbSubsetSelector`. */
function readSelector(selector: Message): SubsetConfig['selectors'][number] {
  return {
    keys: selector.strings('keys'),
    fallbackPolicy: selector.choice('fallback_policy', SELECTOR_FALLBACK),
    fallbackKeys: selector.strings('fallback_keys_subset'),
  };
}
