import { lazy } from '../../logic/lazy.js';
import { parseJson } from '../../text/json/parseJson.js';
import type { Evidence } from '../Evidence.js';
import type { ProxyFacts } from '../ProxyFacts.js';
import type { EvidenceKind } from './layout.js';
import type { SnapshotFile } from './openFiles.js';

/** The proxy of a pod whose files these are; `undefined` when none of them is a proxy's. */
export function readProxy(files: readonly SnapshotFile[]): ProxyFacts | undefined {
  const evidence = (kind: EvidenceKind): (() => Evidence | undefined) => {
    const file = files.find(({ entry }) => entry.kind === kind);
    return lazy(() => file && { document: parseJson(file.read(), file.source.path), source: file.source });
  };
  const kinds = new Set(files.map(({ entry }) => entry.kind));
  const some = (['config_dump', 'clusters', 'server_info', 'listeners'] as const).some((kind) => kinds.has(kind));
  if (!some) return undefined;
  return {
    configDump: evidence('config_dump'),
    clusters: evidence('clusters'),
    serverInfo: evidence('server_info'),
    listeners: evidence('listeners'),
  };
}
