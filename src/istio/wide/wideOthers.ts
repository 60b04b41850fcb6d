import type { DumpEntry } from '../../envoy/dump/ConfigDump.js';
import { descend, messageName, objectField, stringField, typeUrlOf } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { bootstrapTable } from '../table/bootstrapTable.js';
import { orDash, type WideTable } from './WideTable.js';

/** Extension configurations with their state. */
export function wideEcds(entries: readonly DumpEntry[]): WideTable {
  return {
    head: ['NAME', 'STATE', 'TYPE', 'VERSION', 'UPDATED'],
    rows: entries.map(({ name, state, resource, versionInfo, lastUpdated }) => [
      orDash(name),
      state,
      orDash(messageName(typeUrlOf(objectField(resource, 'typed_config')))),
      orDash(versionInfo),
      orDash(lastUpdated),
    ]),
  };
}

/** The node's metadata that decide how traffic is captured and to whom the proxy talks. */
const METADATA = ['INTERCEPTION_MODE', 'MESH_ID', 'CLUSTER_ID', 'NETWORK', 'SERVICE_ACCOUNT', 'WORKLOAD_NAME'];

/** Versions and identity of the proxy. */
export function wideBootstrap(bootstrap: JsonObject): WideTable {
  const node = descend(bootstrap, 'node');
  const metadata = descend(node, 'metadata');
  const versions = bootstrapTable(bootstrap).rows.map(([label = '', value = '']) => [label.replace(/:$/, ''), value]);
  const identity = [
    ['Node', orDash(stringField(node, 'id'))],
    ['Cluster', orDash(stringField(node, 'cluster'))],
  ];
  const known = METADATA.filter((name) => stringField(metadata, name) !== undefined).map((name) => [
    name,
    stringField(metadata, name) ?? '',
  ]);
  return { head: ['WHAT', 'VALUE'], rows: [...versions, ...identity, ...known] };
}
