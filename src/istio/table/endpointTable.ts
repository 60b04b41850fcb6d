import type { ClustersStatus } from '../../envoy/dump/readClustersStatus.js';
import { booleanField, field, objectField } from '../../envoy/dump/field.js';
import { compareBytes } from '../../text/compareBytes.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { internalAddress, pipePath, socketAddress } from './endpointAddress.js';
import { enumName, HEALTH_STATUSES } from './enumName.js';
import { goSort } from './goSort.js';
import { equalFold } from './goText.js';
import type { Table } from './Table.js';

/** The filters of `proxy-config endpoint` and `eds`; empty texts and port 0 filter nothing, case does not matter. */
export interface EndpointFilter {
  /** `endpoint`: the address without port, a pipe as `unix://PATH`. `eds`: the address as it is shown, with port. */
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  /** The whole name of the cluster. */
  readonly cluster?: string | undefined;
  /** A health status such as `HEALTHY`. */
  readonly status?: string | undefined;
}

interface HostRow {
  readonly address: string;
  readonly port: number;
  readonly status: string;
  readonly outlierCheck: 'OK' | 'FAILED';
  readonly cluster: string;
}

/**
 * `proxy-config endpoint`: each host of each cluster, sorted by address (as text), port and cluster.
 * Source: istioctl/pkg/writer/envoy/clusters/clusters.go, PrintEndpointsSummary.
 */
export function endpointTable(status: ClustersStatus, filter: EndpointFilter): Table {
  const hosts = filterHosts(status, filter).clusters.flatMap(({ name, hosts }) =>
    hosts.map(({ value }) => hostRow(value, name)),
  );
  const sorted = goSort(hosts, (a, b) => {
    if (a.address !== b.address) return compareBytes(a.address, b.address) < 0;
    return a.port === b.port ? compareBytes(a.cluster, b.cluster) < 0 : a.port < b.port;
  });
  const rows = sorted.map((host) => [
    host.port === 0 ? host.address : `${host.address}:${host.port}`,
    host.status,
    host.outlierCheck,
    host.cluster,
  ]);
  return { rows: [['ENDPOINT', 'STATUS', 'OUTLIER CHECK', 'CLUSTER'], ...rows], padding: 5 };
}

/** The status with only those hosts that pass. */
export function filterHosts(status: ClustersStatus, filter: EndpointFilter): ClustersStatus {
  const clusters = status.clusters.map((cluster) => ({
    ...cluster,
    hosts: cluster.hosts.filter(({ value }) => passes(hostRow(value, cluster.name), filter)),
  }));
  return { ...status, clusters };
}

/** The clusters that have a host which passes, in the order of the document, with all their hosts (`-o json`). */
export function selectClusterStatuses(status: ClustersStatus, filter: EndpointFilter): readonly JsonObject[] {
  return status.clusters
    .filter(({ name, hosts }) => hosts.some(({ value }) => passes(hostRow(value, name), filter)))
    .map((cluster) => cluster.value);
}

function hostRow(host: JsonObject, cluster: string): HostRow {
  const address = objectField(host, 'address');
  const health = objectField(host, 'health_status');
  const pipe = pipePath(address);
  const socket = socketAddress(address);
  return {
    address: socket?.ip ?? (pipe === undefined ? (internalAddress(address) ?? 'unknown') : `unix://${pipe}`),
    port: socket?.port ?? 0,
    status: enumName(field(health, 'eds_health_status'), HEALTH_STATUSES),
    outlierCheck: booleanField(health, 'failed_outlier_check') ? 'FAILED' : 'OK',
    cluster,
  };
}

function passes(host: HostRow, filter: EndpointFilter): boolean {
  if (filter.address && !equalFold(host.address, filter.address)) return false;
  if (filter.port && host.port !== filter.port) return false;
  if (filter.cluster && !equalFold(host.cluster, filter.cluster)) return false;
  return !filter.status || equalFold(host.status, filter.status);
}
