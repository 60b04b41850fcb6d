import type { JsonObject } from '../../text/json/JsonValue.js';
import type { ProxyKind } from '../model/words.js';
import type { SecretName } from './SecretName.js';

/** Where a proxy's files will be. */
export interface ProxyPaths {
  /** Its working directory, absolute. */
  readonly dir: string;
  readonly accessLog: string;
  /** The folder of its Unix sockets; their paths may have 107 bytes only. */
  readonly sockets: string;
  /** The reference proxy's config sources are files; Envoy's the agent's REST service, as it takes an inotify instance a file. */
  readonly kind: ProxyKind;
}

/** What a proxy runs with. */
export interface ProxyFiles {
  readonly bootstrap: JsonObject;
  /** DiscoveryResponses by absolute path. */
  readonly resources: ReadonlyMap<string, JsonObject>;
  /** The same paths, by what REST asks for: `routes` and a name. */
  readonly index: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly secrets: readonly SecretName[];
  /** Unix sockets at which it asks for secrets, absolute. */
  readonly sdsSockets: readonly string[];
  /** Unix socket at which it asks the agent for resources. */
  readonly xdsSocket: string;
  readonly adminPort: number;
}
