import type { JsonValue } from '../../text/json/JsonValue.js';

/**
 * The name of a protobuf enum's value given by name or number, as protobuf JSON allows. Unset is the first name; a number
 * without a name is written as it is.
 */
export function enumName(value: JsonValue | undefined, names: readonly string[]): string {
  if (typeof value === 'number') return names[value] ?? String(value);
  return typeof value === 'string' ? value : (names[0] ?? '');
}

/** `envoy.config.cluster.v3.Cluster.DiscoveryType`. */
export const DISCOVERY_TYPES = ['STATIC', 'STRICT_DNS', 'LOGICAL_DNS', 'EDS', 'ORIGINAL_DST'] as const;

/** `envoy.config.core.v3.HealthStatus`. */
export const HEALTH_STATUSES = ['UNKNOWN', 'HEALTHY', 'UNHEALTHY', 'DRAINING', 'TIMEOUT', 'DEGRADED'] as const;
