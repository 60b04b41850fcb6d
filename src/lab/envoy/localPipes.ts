import { resolve } from 'node:path';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { SDS_CLUSTER } from './XdsFiles.js';

/** A bootstrap whose Unix sockets are below the proxy's own folder, and those of the cluster `sds-grpc`. */
export interface LocalPipes {
  readonly bootstrap: JsonObject;
  readonly sdsSockets: readonly string[];
}

/** Istio's sockets are relative to its working directory, or absolute in its container: both are below `dir` here. */
export function localPipes(bootstrap: JsonObject, dir: string): LocalPipes {
  const sockets: string[] = [];
  const visit = (value: JsonValue, cluster: string | undefined): JsonValue => {
    if (isJsonArray(value)) return value.map((item) => visit(item, cluster));
    if (!isJsonObject(value)) return value;
    const name = typeof value.name === 'string' ? value.name : cluster;
    const { pipe } = value;
    if (isJsonObject(pipe) && typeof pipe.path === 'string') {
      const path = pipe.path.startsWith('@') ? pipe.path : resolve(dir, `./${pipe.path}`);
      if (name === SDS_CLUSTER) sockets.push(path);
      return { ...value, pipe: { ...pipe, path } };
    }
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member, name)]));
  };
  const local = visit(bootstrap, undefined);
  return { bootstrap: isJsonObject(local) ? local : bootstrap, sdsSockets: sockets };
}
