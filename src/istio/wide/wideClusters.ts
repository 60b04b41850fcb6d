import type { DumpEntry } from '../../envoy/dump/ConfigDump.js';
import { descend, field, numberField, objectField, objectsField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { describeManagement } from '../table/describeManagement.js';
import { DISCOVERY_TYPES, enumName } from '../table/enumName.js';
import { describeTls } from './describeTls.js';
import { orDash, type WideTable } from './WideTable.js';

const LB_POLICIES = ['ROUND_ROBIN', 'LEAST_REQUEST', 'RING_HASH', 'RANDOM', '4', 'MAGLEV', 'CLUSTER_PROVIDED'];

/** What Istio sets for "no limit". */
const UNLIMITED = 4294967295;

/** Every cluster with its type, load balancing, transport security, limits and outlier detection. */
export function wideClusters(entries: readonly DumpEntry[]): WideTable {
  return {
    head: ['NAME', 'STATE', 'TYPE', 'LB POLICY', 'TLS', 'LIMITS', 'OUTLIER', 'TIMEOUT', 'DESTINATION RULE', 'UPDATED'],
    rows: entries.map(({ name, state, resource, lastUpdated }) => [
      orDash(name),
      state,
      describeType(resource),
      describeLoadBalancing(resource),
      describeTls(resource),
      orDash(describeLimits(resource)),
      orDash(describeOutlierDetection(resource)),
      orDash(stringField(resource, 'connect_timeout')),
      orDash(describeManagement(resource)),
      orDash(lastUpdated),
    ]),
  };
}

/** The discovery type, or the name of a custom cluster type, which istioctl shows as STATIC. */
function describeType(cluster: JsonObject): string {
  const custom = stringField(objectField(cluster, 'cluster_type'), 'name');
  return custom ?? enumName(field(cluster, 'type'), DISCOVERY_TYPES);
}

function describeLoadBalancing(cluster: JsonObject): string {
  const policies = objectsField(objectField(cluster, 'load_balancing_policy'), 'policies').map(
    (policy) => stringField(objectField(policy, 'typed_extension_config'), 'name') ?? 'unnamed',
  );
  return policies.length > 0 ? policies.join(',') : enumName(field(cluster, 'lb_policy'), LB_POLICIES);
}

/** The circuit breakers of the default priority that limit anything. */
function describeLimits(cluster: JsonObject): string {
  const [threshold] = objectsField(objectField(cluster, 'circuit_breakers'), 'thresholds');
  return ['max_connections', 'max_pending_requests', 'max_requests', 'max_retries']
    .map((name) => ({ name, value: numberField(threshold, name) }))
    .filter(({ value }) => value !== undefined && value !== UNLIMITED)
    .map(({ name, value }) => `${name}=${value ?? ''}`)
    .join(',');
}

function describeOutlierDetection(cluster: JsonObject): string {
  const detection = descend(cluster, 'outlier_detection');
  if (!detection) return '';
  const counts = ['consecutive_5xx', 'consecutive_gateway_failure', 'consecutive_local_origin_failure']
    .map((name) => ({ name, value: numberField(detection, name) }))
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => `${name}=${value ?? ''}`);
  return counts.length > 0 ? counts.join(',') : 'on';
}
