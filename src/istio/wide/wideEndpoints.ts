import type { ClustersStatus } from '../../envoy/dump/readClustersStatus.js';
import {
  booleanField,
  descend,
  field,
  numberField,
  objectField,
  objectsField,
  stringField,
} from '../../envoy/dump/field.js';
import { HEALTH_FLAGS } from '../../envoy/dump/healthFlags.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { describeLocality, endpointAddresses } from '../table/edsTable.js';
import { internalAddress, pipePath, socketAddress } from '../table/endpointAddress.js';
import { enumName, HEALTH_STATUSES } from '../table/enumName.js';
import { orDash, type WideTable } from './WideTable.js';

const HEAD = ['ENDPOINT', 'STATUS', 'FLAGS', 'PRIORITY', 'LOCALITY', 'WEIGHT', 'HOSTNAME', 'TLS MODE', 'CLUSTER'];

/** The endpoints of load assignments with priority, locality and weight. */
export function wideLoadAssignments(assignments: readonly JsonObject[]): WideTable {
  const rows = assignments.flatMap((assignment) =>
    objectsField(assignment, 'endpoints').flatMap((locality) =>
      objectsField(locality, 'lb_endpoints').map((endpoint) => [
        endpointAddresses(endpoint).join(','),
        enumName(field(endpoint, 'health_status'), HEALTH_STATUSES),
        '-',
        String(numberField(locality, 'priority') ?? 0),
        orDash(describeLocality(objectField(locality, 'locality'))),
        String(numberField(endpoint, 'load_balancing_weight') ?? 1),
        orDash(stringField(objectField(endpoint, 'endpoint'), 'hostname')),
        orDash(tlsMode(endpoint)),
        orDash(stringField(assignment, 'cluster_name')),
      ]),
    ),
  );
  return { head: HEAD, rows };
}

/** The hosts of `/clusters` with every health flag that is set. */
export function wideHosts(status: ClustersStatus): WideTable {
  const rows = status.clusters.flatMap((cluster) =>
    cluster.hosts.map(({ value }) => {
      const health = objectField(value, 'health_status');
      return [
        hostAddress(objectField(value, 'address')),
        enumName(field(health, 'eds_health_status'), HEALTH_STATUSES),
        orDash(HEALTH_FLAGS.filter((flag) => booleanField(health, flag)).join(',')),
        String(numberField(value, 'priority') ?? 0),
        orDash(describeLocality(objectField(value, 'locality'))),
        String(numberField(value, 'weight') ?? 1),
        orDash(stringField(value, 'hostname')),
        '-',
        cluster.name,
      ];
    }),
  );
  return { head: HEAD, rows };
}

function hostAddress(address: JsonObject | undefined): string {
  const socket = socketAddress(address);
  if (!socket) return pipePath(address) ?? internalAddress(address) ?? 'unknown';
  return `${socket.ip.includes(':') ? `[${socket.ip}]` : socket.ip}:${socket.port}`;
}

/** The label by which Istio's clusters choose the transport socket: `istio` or `disabled`. */
function tlsMode(endpoint: JsonObject): string | undefined {
  const metadata = descend(endpoint, 'metadata', 'filter_metadata');
  return stringField(objectField(metadata, 'envoy.transport_socket_match'), 'tlsMode');
}
