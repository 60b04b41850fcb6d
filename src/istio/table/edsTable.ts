import { field, objectField, objectsField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { internalAddress, pipePath, socketAddress } from './endpointAddress.js';
import type { EndpointFilter } from './endpointTable.js';
import { enumName, HEALTH_STATUSES } from './enumName.js';
import { equalFold } from './goText.js';
import { sortBySubsetKey } from './sortBySubsetKey.js';
import type { Table } from './Table.js';

/**
 * The load assignments, pruned to the endpoints that pass the filter, without those that have none left, sorted as
 * clusters are. Source: istioctl/pkg/writer/envoy/configdump/endpoint.go, retrieveSortedEndpointsSlice.
 */
export function selectLoadAssignments(
  assignments: readonly JsonObject[],
  filter: EndpointFilter,
): readonly JsonObject[] {
  const pruned = assignments.flatMap((assignment) => prune(assignment, filter));
  return sortBySubsetKey(pruned, clusterNameOf);
}

function prune(assignment: JsonObject, filter: EndpointFilter): readonly JsonObject[] {
  const cluster = clusterNameOf(assignment);
  let count = 0;
  const endpoints = objectsField(assignment, 'endpoints').map((locality) => {
    const all = objectsField(locality, 'lb_endpoints');
    const kept = all.filter((endpoint) => passes(endpoint, cluster, filter));
    count += kept.length;
    return kept.length === all.length ? locality : { ...locality, lb_endpoints: kept, lbEndpoints: null };
  });
  return count === 0 ? [] : [{ ...assignment, endpoints }];
}

function passes(endpoint: JsonObject, cluster: string, filter: EndpointFilter): boolean {
  const { address, port } = filter;
  if (address && !endpointAddresses(endpoint).some((own) => equalFold(own, address))) return false;
  if (port && socketAddress(objectField(objectField(endpoint, 'endpoint'), 'address'))?.port !== port) return false;
  if (filter.cluster && !equalFold(cluster, filter.cluster)) return false;
  return !filter.status || equalFold(healthStatus(endpoint), filter.status);
}

/**
 * `proxy-config eds`: the endpoints that Envoy was given. Source: istioctl/pkg/writer/envoy/configdump/endpoint.go,
 * PrintEndpointsSummary.
 *
 * @param assignments As `selectLoadAssignments` gives them.
 * @param withNames As in `proxy-config all`: `endpoint/ADDRESS`.
 */
export function edsTable(assignments: readonly JsonObject[], withNames = false): Table {
  const prefix = withNames ? 'endpoint/' : '';
  const rows = assignments.flatMap((assignment) =>
    objectsField(assignment, 'endpoints').flatMap((locality) =>
      objectsField(locality, 'lb_endpoints').map((endpoint) => [
        prefix + endpointAddresses(endpoint).join(','),
        healthStatus(endpoint),
        describeLocality(objectField(locality, 'locality')),
        clusterNameOf(assignment),
      ]),
    ),
  );
  return { rows: [['NAME', 'STATUS', 'LOCALITY', 'CLUSTER'], ...rows], padding: 5 };
}

function clusterNameOf(assignment: JsonObject): string {
  return stringField(assignment, 'cluster_name') ?? '';
}

function healthStatus(endpoint: JsonObject): string {
  return enumName(field(endpoint, 'health_status'), HEALTH_STATUSES);
}

/** All addresses of an `LbEndpoint`: `IP:PORT`, a pipe's path, `envoy://…`, or `unknown`. */
export function endpointAddresses(lbEndpoint: JsonObject): readonly string[] {
  const endpoint = objectField(lbEndpoint, 'endpoint');
  const additional = objectsField(endpoint, 'additional_addresses').map((item) => objectField(item, 'address'));
  return [objectField(endpoint, 'address'), ...additional].map((address) => {
    const socket = socketAddress(address);
    if (socket) return `${socket.ip}:${socket.port}`;
    return pipePath(address) ?? internalAddress(address) ?? 'unknown';
  });
}

/** `REGION/ZONE/SUBZONE`, cut at the first part that is missing. Source: pilot/pkg/networking/util, LocalityToString. */
export function describeLocality(locality: JsonObject | undefined): string {
  const [region = '', zone = '', subZone = ''] = ['region', 'zone', 'sub_zone'].map((name) =>
    stringField(locality, name),
  );
  if (zone === '') return region;
  return subZone === '' ? `${region}/${zone}` : `${region}/${zone}/${subZone}`;
}
