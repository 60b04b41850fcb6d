import { messageName, typeUrlOf } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** The message of each kind of resource that `-o json` prints. */
export const RESOURCE_TYPES = {
  listeners: 'envoy.config.listener.v3.Listener',
  clusters: 'envoy.config.cluster.v3.Cluster',
  routes: 'envoy.config.route.v3.RouteConfiguration',
  endpoints: 'envoy.config.endpoint.v3.ClusterLoadAssignment',
  clusterStatuses: 'envoy.admin.v3.ClusterStatus',
} as const;

/** The message that a resource is read as: what its `@type` says when that is of API v2, else the one of v3. */
export function resourceType(resource: JsonObject, kind: keyof typeof RESOURCE_TYPES): string {
  const name = messageName(typeUrlOf(resource));
  return name.startsWith('envoy.api.v2.') ? name : RESOURCE_TYPES[kind];
}
