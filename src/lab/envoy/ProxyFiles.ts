import type { JsonObject } from '../../text/json/JsonValue.js';
import type { SecretName } from './SecretName.js';

/** Where a proxy's files will be. */
export interface ProxyPaths {
  /** Its working directory, absolute. */
  readonly dir: string;
  readonly accessLog: string;
}

/** What a proxy runs with. */
export interface ProxyFiles {
  readonly bootstrap: JsonObject;
  /** DiscoveryResponses by absolute path. */
  readonly resources: ReadonlyMap<string, JsonObject>;
  readonly secrets: readonly SecretName[];
  /** Server names for which it will need certificates. */
  readonly serverNames: readonly string[];
  /** Unix sockets at which it asks for secrets, absolute. */
  readonly sdsSockets: readonly string[];
  readonly adminPort: number;
}
