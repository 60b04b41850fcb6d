import type { JsonValue } from '../../text/json/JsonValue.js';
import type { SubsetConfig } from '../model/Cluster.js';
import { NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';

const FALLBACK = ['NO_FALLBACK', 'ANY_ENDPOINT', 'DEFAULT_SUBSET'] as const;
const SELECTOR_FALLBACK = ['NOT_DEFINED', 'NO_FALLBACK', 'ANY_ENDPOINT', 'DEFAULT_SUBSET', 'KEYS_SUBSET'] as const;

/** `Cluster.LbSubsetConfig`; without selectors Envoy balances as if there were none. */
export function parseSubsetConfig(value: JsonValue, at: string): SubsetConfig | undefined {
  const message = new Message(value, at);
  const selectors = message.many('subset_selectors', parseSelector);
  if (selectors.length === 0) return undefined;
  return {
    at,
    fallbackPolicy: message.choice('fallback_policy', FALLBACK),
    defaultSubset: new Map(Object.entries(message.struct('default_subset'))),
    selectors: selectors.map(({ selector }) => selector),
    unsupported: [...message.unread(NO_FIELDS), ...selectors.flatMap(({ unsupported }) => unsupported)],
  };
}

/** `LbSubsetSelector`. */
function parseSelector(value: JsonValue, at: string) {
  const message = new Message(value, at);
  const selector = {
    keys: message.strings('keys'),
    fallbackPolicy: message.choice('fallback_policy', SELECTOR_FALLBACK),
    fallbackKeys: message.strings('fallback_keys_subset'),
  };
  return { selector, unsupported: message.unread(NO_FIELDS).map((name) => `subset_selectors.${name}`) };
}
