import { objectField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { describeCluster, describeInlineRoute } from './describeInlineRoute.js';
import { decidingFilters, type ChainFilter } from './listenerFilters.js';

/**
 * DESTINATION of a filter chain: what its first HTTP connection manager or TCP proxy leads to, `Non-HTTP/Non-TCP` without
 * one. TCP proxies to the black hole do not count.
 *
 * Source: istioctl/pkg/writer/envoy/configdump/listener.go, getFilterType.
 *
 * @param isV2 See `decidingFilters`.
 */
export function describeDestination(chain: JsonObject, isV2: boolean): string {
  const [filter] = decidingFilters(chain, isV2);
  if (filter === undefined) return 'Non-HTTP/Non-TCP';
  return filter.known === 'http' ? describeHttp(filter) : describeCluster(stringField(filter.config, 'cluster') ?? '');
}

function describeHttp({ config }: ChainFilter): string {
  const inline = objectField(config, 'route_config');
  if (inline) return describeInlineRoute(inline);
  const name = stringField(objectField(config, 'rds'), 'route_config_name');
  return name ? `Route: ${name}` : 'HTTP';
}
