import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { isOpenAnnotation } from './kubeFields.js';
import type { Placeholders } from './Placeholders.js';
import { redactAll } from './redactAll.js';
import { sweepSecrets } from './sweepSecrets.js';

const OPEN_PROXY_CONFIG: ReadonlySet<string> = new Set(
  (
    'binaryPath concurrency configPath controlPlaneAuthPolicy discoveryAddress drainDuration parentShutdownDuration proxyAdminPort serviceCluster ' +
    'statNameLength statusPort terminationDrainDuration interceptionMode'
  ).split(' '),
);

/** `node.metadata` of a sidecar: `PROXY_CONFIG` without the variables in it, the names of annotations without their values. */
export function redactNodeMetadata(metadata: JsonObject, placeholders: Placeholders): JsonObject {
  return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, entry(key, value, placeholders)]));
}

function entry(key: string, value: JsonValue, placeholders: Placeholders): JsonValue {
  if (key === 'ANNOTATIONS' && isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, text]) => [
        name,
        isOpenAnnotation(name) ? open(text, placeholders) : redactAll(text, 'annotation', placeholders),
      ]),
    );
  }
  if (key === 'PROXY_CONFIG' && isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        OPEN_PROXY_CONFIG.has(name) ? open(one, placeholders) : redactAll(one, 'environment', placeholders),
      ]),
    );
  }
  return placeholders.open.nodeMetadata.has(key)
    ? open(value, placeholders)
    : redactAll(value, 'environment', placeholders);
}

function open(value: JsonValue, placeholders: Placeholders): JsonValue {
  if (isJsonArray(value)) return value.map((item) => open(item, placeholders));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, open(one, placeholders)]));
  }
  return typeof value === 'string' ? sweepSecrets(value, placeholders) : value;
}
