import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { SDS_CLUSTER } from './XdsFiles.js';

/** A bootstrap whose Unix sockets are the lab's, and those of the cluster `sds-grpc`. */
export interface LocalPipes {
  readonly bootstrap: JsonObject;
  readonly sdsSockets: readonly string[];
}

/** Istio's sockets are relative to its working directory, or absolute in its container: here each is a file in `folder`. */
export function localPipes(bootstrap: JsonObject, folder: string): LocalPipes {
  const paths: string[] = [];
  const sockets: string[] = [];
  const local = (path: string): string => {
    if (path.startsWith('@')) return path;
    if (!paths.includes(path)) paths.push(path);
    return `${folder}/${paths.indexOf(path)}.sock`;
  };
  const visit = (value: JsonValue, cluster: string | undefined): JsonValue => {
    if (isJsonArray(value)) return value.map((item) => visit(item, cluster));
    if (!isJsonObject(value)) return value;
    const name = typeof value.name === 'string' ? value.name : cluster;
    const { pipe } = value;
    if (isJsonObject(pipe) && typeof pipe.path === 'string') {
      const path = local(pipe.path);
      if (name === SDS_CLUSTER) sockets.push(path);
      return { ...value, pipe: { ...pipe, path } };
    }
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member, name)]));
  };
  const moved = visit(bootstrap, undefined);
  return { bootstrap: isJsonObject(moved) ? moved : bootstrap, sdsSockets: sockets };
}
