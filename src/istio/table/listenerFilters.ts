import { objectField, objectsField, stringField, typeUrlOf } from '../../envoy/dump/field.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { BLACK_HOLE_CLUSTER } from './clusterNames.js';

/** The two network filters that istioctl's tables know. */
export type KnownFilter = 'http' | 'tcp';

const NAMES: ReadonlyMap<string, KnownFilter> = new Map([
  ['envoy.filters.network.http_connection_manager', 'http'],
  ['envoy.filters.network.tcp_proxy', 'tcp'],
]);

/** Names of Envoy 1.13 and older; istioctl of today does not know them, nor can it read the listeners of that time. */
const LEGACY_NAMES: ReadonlyMap<string, KnownFilter> = new Map([
  ['envoy.http_connection_manager', 'http'],
  ['envoy.tcp_proxy', 'tcp'],
]);

/** A network filter of a chain as the tables see it. */
export interface ChainFilter {
  readonly known: KnownFilter;
  readonly config: JsonObject;
}

/** The filter chains of a listener: `filter_chains`, then the default one. */
export function filterChainsOf(listener: JsonObject): readonly JsonObject[] {
  const fallback = objectField(listener, 'default_filter_chain');
  return fallback ? [...objectsField(listener, 'filter_chains'), fallback] : objectsField(listener, 'filter_chains');
}

/**
 * The filters of a chain that decide TYPE and DESTINATION: HTTP connection managers, and TCP proxies unless
 * `BlackHoleCluster` occurs anywhere in their configuration. Names must be exact.
 *
 * Source: istioctl/pkg/writer/envoy/configdump/listener.go, retrieveListenerType and getFilterType.
 *
 * @param isV2 The listener is of API v2: its filters have their legacy names, their configuration may be a Struct.
 */
export function decidingFilters(chain: JsonObject, isV2: boolean): readonly ChainFilter[] {
  return objectsField(chain, 'filters').flatMap((filter) => {
    const name = stringField(filter, 'name') ?? '';
    const known = NAMES.get(name) ?? (isV2 ? LEGACY_NAMES.get(name) : undefined);
    if (known === undefined) return [];
    const config = objectField(filter, 'typed_config') ?? (isV2 ? objectField(filter, 'config') : undefined) ?? {};
    return known === 'tcp' && mentions(config, BLACK_HOLE_CLUSTER) ? [] : [{ known, config }];
  });
}

/** Whether a listener was given as a message of API v2. */
export function isV2Listener(listener: JsonObject): boolean {
  return typeUrlOf(listener).endsWith('/envoy.api.v2.Listener');
}

/** Whether `text` occurs in any string or key of `value`, which stands for: in its bytes on the wire. */
function mentions(value: JsonValue | undefined, text: string): boolean {
  if (typeof value === 'string') return value.includes(text);
  if (isJsonArray(value)) return value.some((item) => mentions(item, text));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([key, item]) => key.includes(text) || mentions(item, text));
}

/** TYPE of a listener: which of the two filters its chains have. */
export function listenerType(listener: JsonObject): 'HTTP' | 'TCP' | 'HTTP+TCP' | 'UNKNOWN' {
  const isV2 = isV2Listener(listener);
  const known = new Set(filterChainsOf(listener).flatMap((chain) => decidingFilters(chain, isV2).map((f) => f.known)));
  if (known.has('http')) return known.has('tcp') ? 'HTTP+TCP' : 'HTTP';
  return known.has('tcp') ? 'TCP' : 'UNKNOWN';
}
