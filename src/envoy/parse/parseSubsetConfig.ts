import type { JsonValue } from '../../text/json/JsonValue.js';
import type { SubsetConfig } from '../model/Cluster.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';

const FALLBACK = ['NO_FALLBACK', 'ANY_ENDPOINT', 'DEFAULT_SUBSET'] as const;
const METADATA_FALLBACK = ['METADATA_NO_FALLBACK', 'FALLBACK_LIST'] as const;
const SELECTOR_FALLBACK = ['NOT_DEFINED', 'NO_FALLBACK', 'ANY_ENDPOINT', 'DEFAULT_SUBSET', 'KEYS_SUBSET'] as const;

// Read by who reads the extension.
const OF_EXTENSION = fieldNames('subset_lb_policy');

/** `Cluster.LbSubsetConfig`, and `load_balancing_policies.subset.v3.Subset`, which says the same; without selectors Envoy balances as if there were none. */
export function parseSubsetConfig(value: JsonValue, at: string): SubsetConfig | undefined {
  const message = new Message(value, at);
  const selectors = message.messages('subset_selectors').map(readSelector);
  if (selectors.length === 0) return undefined;
  return {
    at,
    fallbackPolicy: message.choice('fallback_policy', FALLBACK),
    defaultSubset: new Map(Object.entries(message.struct('default_subset'))),
    fallbackList: message.choice('metadata_fallback_policy', METADATA_FALLBACK) === 'FALLBACK_LIST',
    panicModeAny: message.flag('panic_mode_any'),
    allowRedundantKeys: message.flag('allow_redundant_keys'),
    scaleLocalityWeight: message.flag('scale_locality_weight'),
    localityWeightAware: message.flag('locality_weight_aware'),
    listAsAny: message.flag('list_as_any'),
    selectors,
    unsupported: message.unread(OF_EXTENSION),
  };
}

/** `LbSubsetSelector`. */
function readSelector(selector: Message): SubsetConfig['selectors'][number] {
  return {
    keys: selector.strings('keys'),
    fallbackPolicy: selector.choice('fallback_policy', SELECTOR_FALLBACK),
    fallbackKeys: selector.strings('fallback_keys_subset'),
    single: selector.flag('single_host_per_subset'),
  };
}
