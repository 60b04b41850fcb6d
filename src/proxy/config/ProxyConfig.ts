import type { ConfigDump } from '../../envoy/dump/ConfigDump.js';
import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/**
 * Prints a message as Envoy's JSON printer does (names in snake_case, defaults left out, durations in seconds, 64-bit numbers as
 * text), given with the name of its type, `envoy.config.cluster.v3.Cluster`.
 */
export type PrintMessage = (message: JsonObject, typeName: string) => JsonObject;

/** A configuration as it was read. */
export interface ProxyConfig {
  readonly kind: 'config_dump' | 'bootstrap';
  /** Its document is the dump, with secrets as they were given. */
  readonly config: EnvoyConfig;
  readonly dump: ConfigDump;
  readonly bootstrap: JsonObject;
  /** Where a JSON pointer of the dump comes from: `bootstrap.yaml:/static_resources/clusters/0`. */
  readonly sourceOf: (at: string) => string;
}
