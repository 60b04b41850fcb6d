import { field, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { describeManagement } from './describeManagement.js';
import { DISCOVERY_TYPES, enumName } from './enumName.js';
import { sortBySubsetKey } from './sortBySubsetKey.js';
import { isSubsetKey, parseSubsetKey } from './subsetKey.js';
import type { Table } from './Table.js';

/** `proxy-config cluster`'s filters; an empty text or port 0 filters nothing. */
export interface ClusterFilter {
  readonly fqdn?: string | undefined;
  readonly port?: number | undefined;
  readonly subset?: string | undefined;
  readonly direction?: string | undefined;
}

/** Whether every part of the filter occurs anywhere in the cluster's name; the port as `|PORT|`. */
export function matchesClusterFilter(name: string, filter: ClusterFilter): boolean {
  const { fqdn = '', direction = '', subset = '', port = 0 } = filter;
  if (!name.includes(fqdn) || !name.includes(direction) || !name.includes(subset)) return false;
  return port === 0 || name.includes(`|${port}|`);
}

/** The clusters in istioctl's order, then filtered. */
export function selectClusters(clusters: readonly JsonObject[], filter: ClusterFilter): readonly JsonObject[] {
  return sortBySubsetKey(clusters, nameOf).filter((cluster) => matchesClusterFilter(nameOf(cluster), filter));
}

/**
 * `proxy-config cluster`. Source: istioctl/pkg/writer/envoy/configdump/cluster.go, PrintClusterSummary.
 *
 * @param clusters In the order to print, as `selectClusters` gives them.
 * @param withNames As in `proxy-config all`: a column `cluster/NAME` first.
 */
export function clusterTable(clusters: readonly JsonObject[], withNames = false): Table {
  const header = ['SERVICE FQDN', 'PORT', 'SUBSET', 'DIRECTION', 'TYPE', 'DESTINATION RULE'];
  const rows = clusters.map((cluster) => (withNames ? namedRow(cluster) : clusterRow(cluster, nameOf(cluster))));
  return { rows: [withNames ? ['NAME', ...header] : header, ...rows], padding: 5 };
}

function clusterRow(cluster: JsonObject, shownName: string): readonly string[] {
  const name = nameOf(cluster);
  const type = enumName(field(cluster, 'type'), DISCOVERY_TYPES);
  const tail = [type, describeManagement(cluster)];
  if (!isSubsetKey(name)) return [shownName, '-', '-', '-', ...tail];
  const { host, port, subset, direction } = parseSubsetKey(name);
  return [host, String(port), subset === '' ? '-' : subset, direction, ...tail];
}

/** istioctl renames the cluster before it prints it, so a plain name is prefixed in both columns; no name, no column. */
function namedRow(cluster: JsonObject): readonly string[] {
  const name = nameOf(cluster);
  if (name === '') return clusterRow(cluster, name);
  const prefixed = `cluster/${name}`;
  return [prefixed, ...clusterRow(cluster, prefixed)];
}

function nameOf(cluster: JsonObject): string {
  return stringField(cluster, 'name') ?? '';
}
