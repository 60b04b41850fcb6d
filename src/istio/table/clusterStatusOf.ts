import type { ClusterStatus } from '../../envoy/dump/readClustersStatus.js';
import { field, objectField, objectsField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject, JsonValue } from '../../text/json/JsonValue.js';

/**
 * What `/clusters` would say of a cluster by its load assignment alone: the addresses and the health that EDS gave.
 * Health checks and outlier detection are not in it.
 */
export function clusterStatusOf(assignment: JsonObject): ClusterStatus {
  const hosts = objectsField(assignment, 'endpoints').flatMap((locality) =>
    objectsField(locality, 'lb_endpoints').map((endpoint) => ({ at: '', value: hostStatus(endpoint) })),
  );
  return { at: '', name: stringField(assignment, 'cluster_name') ?? '', hosts, value: assignment };
}

function hostStatus(endpoint: JsonObject): JsonObject {
  const health: JsonValue = field(endpoint, 'health_status') ?? null;
  return {
    address: objectField(objectField(endpoint, 'endpoint'), 'address') ?? {},
    health_status: { eds_health_status: health },
  };
}
