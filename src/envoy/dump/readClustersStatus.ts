import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { JsonDocument } from '../../text/json/JsonDocument.js';
import { joinPointer } from '../../text/json/pointer.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { arrayField, field, fieldKey, stringField } from './field.js';

/** One host of a cluster as `/clusters?format=json` reports it (`envoy.admin.v3.HostStatus`), unparsed. */
export interface HostStatus {
  /** JSON pointer of the host. */
  readonly at: string;
  readonly value: JsonObject;
}

/** One cluster of `/clusters?format=json` (`envoy.admin.v3.ClusterStatus`), unparsed. */
export interface ClusterStatus {
  readonly at: string;
  readonly name: string;
  readonly hosts: readonly HostStatus[];
  readonly value: JsonObject;
}

/** The answer of `/clusters?format=json`, indexed. */
export interface ClustersStatus {
  readonly document: JsonDocument;
  /** In the order of the document. */
  readonly clusters: readonly ClusterStatus[];
}

/** Whether the document is an answer of `/clusters?format=json` or a list of its clusters. */
export function isClustersStatus(value: JsonValue): boolean {
  return statusList(value) !== undefined;
}

/**
 * Reads `/clusters?format=json`, or a bare list of its clusters (what `istioctl proxy-config endpoint -o json` prints).
 *
 * @throws UserError (exit 5) for anything else.
 */
export function readClustersStatus(document: JsonDocument): ClustersStatus {
  const place = statusList(document.value);
  if (place === undefined) {
    throw new UserError(`${document.name} is not an answer of /clusters?format=json`, {
      where: document.name,
      hint: 'Without ?format=json Envoy answers in text, which is not read.',
      exitCode: ExitCode.unreadable,
    });
  }
  const clusters = place.list.flatMap((item, index) =>
    isJsonObject(item) ? [readClusterStatus(item, joinPointer(place.at, index))] : [],
  );
  return { document, clusters };
}

function statusList(value: JsonValue): { readonly list: readonly JsonValue[]; readonly at: string } | undefined {
  if (isJsonArray(value)) {
    const isStatus = (item: JsonValue) => isJsonObject(item) && fieldKey(item, 'host_statuses') !== undefined;
    return value.some(isStatus) ? { list: value, at: '' } : undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const key = fieldKey(value, 'cluster_statuses');
  const list = field(value, 'cluster_statuses');
  return key !== undefined && isJsonArray(list) ? { list, at: joinPointer('', key) } : undefined;
}

function readClusterStatus(value: JsonObject, at: string): ClusterStatus {
  const hostsAt = joinPointer(at, fieldKey(value, 'host_statuses') ?? 'host_statuses');
  const hosts = arrayField(value, 'host_statuses').flatMap((host, index) =>
    isJsonObject(host) ? [{ at: joinPointer(hostsAt, index), value: host }] : [],
  );
  return { at, name: stringField(value, 'name') ?? '', hosts, value };
}
