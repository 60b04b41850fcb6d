import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { ISTIO_ONLY_FILTERS, ISTIO_ONLY_TYPES } from './istioOnlyFilters.js';

/** Fields that hold lists of filters: `filters` of a chain or cluster, `http_filters` of a connection manager. */
const FILTER_LISTS: ReadonlySet<string> = new Set(['filters', 'http_filters']);

/** A configuration without the filters that only Istio's build of Envoy has, wherever they are. */
export function takeOutIstioFilters(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(takeOutIstioFilters);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      takeOutIstioFilters(
        FILTER_LISTS.has(key) && isJsonArray(member) ? member.filter((entry) => !isIstioOnly(entry)) : member,
      ),
    ]),
  );
}

function isIstioOnly(filter: JsonValue): boolean {
  if (!isJsonObject(filter)) return false;
  if (typeof filter.name === 'string' && ISTIO_ONLY_FILTERS.has(filter.name)) return true;
  const config: JsonObject = isJsonObject(filter.typed_config) ? filter.typed_config : {};
  return [config['@type'], config.type_url].some(
    (type) => typeof type === 'string' && ISTIO_ONLY_TYPES.some((pattern) => pattern.test(type)),
  );
}
