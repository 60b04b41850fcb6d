import { readFileSync } from 'node:fs';
import { readConfigDump } from '../../../src/envoy/dump/readConfigDump.js';
import { readClustersStatus } from '../../../src/envoy/dump/readClustersStatus.js';
import type { EnvoyConfig } from '../../../src/envoy/model/EnvoyConfig.js';
import { readEnvoyConfig } from '../../../src/envoy/parse/readEnvoyConfig.js';
import type { JsonDocument } from '../../../src/text/json/JsonDocument.js';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import { parseJson } from '../../../src/text/json/parseJson.js';

/** A document as if `value` had been read from a file. */
export function documentOf(value: JsonValue, name = 'config_dump.json'): JsonDocument {
  return { name, value, text: JSON.stringify(value) };
}

/** The document in a file. */
export function readDocument(path: string): JsonDocument {
  return parseJson(readFileSync(path), path);
}

/** The configuration in a dump, with `/clusters` if given. */
export function configOf(dump: JsonDocument, clusters?: JsonDocument): EnvoyConfig {
  return readEnvoyConfig({
    dump: readConfigDump(dump),
    ...(clusters && { hostStatuses: readClustersStatus(clusters) }),
  });
}

/** Everything that a configuration says, parsed: what lookups give for each name in it. */
export function everything(config: EnvoyConfig) {
  const clusters = config.clusterNames().map((name) => config.cluster(name));
  return {
    version: config.version,
    node: config.node,
    listeners: config.listeners(),
    routes: config.routeConfigurationNames().map((name) => config.routeConfiguration(name)),
    clusters,
    assignments: clusters.flatMap((found) => (found.kind === 'found' ? [config.loadAssignment(found.value)] : [])),
    hosts: config.clusterNames().map((name) => config.hostStatuses(name)),
  };
}

/** Every object of a model, with the names of the fields that lead to it. What is kept unparsed is not looked into. */
export function* modelNodes(
  value: unknown,
  path: readonly string[] = [],
): Generator<{ readonly node: object; readonly path: readonly string[] }> {
  if (typeof value !== 'object' || value === null) return;
  yield { node: value, path };
  if ('kind' in value && value.kind === 'unparsed') return;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  for (const [key, item] of entries) yield* modelNodes(item, [...path, String(key)]);
}
