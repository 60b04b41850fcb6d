import { KubeApiError } from '../../sources/kube/KubeApiError.js';
import type { PartialFolder } from '../../sources/snapshot/PartialFolder.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { UserError } from '../../text/UserError.js';
import { pathOf } from '../live/apiPaths.js';
import type { Live } from '../live/Live.js';
import { CAPTURED_KINDS, kindPath, type CapturedKind } from './capturedKinds.js';
import { toTime } from './manifestPart.js';

/**
 * Captures the cluster's objects, one list a kind, and Istio's ConfigMap. What may not be listed in the whole cluster is listed in the namespaces;
 * what may not be listed there either, or fails otherwise, is noted as missing. A kind that the API does not have is no gap. `false` if anything is missing.
 */
export async function captureObjects(
  live: Live,
  partial: PartialFolder,
  namespaces: readonly string[],
): Promise<boolean> {
  let isWhole = true;
  for (const kind of CAPTURED_KINDS) {
    isWhole = (await capture(live, partial, kind.file, () => listKind(live, kind, namespaces))) && isWhole;
  }
  const config = pathOf('ConfigMap', live.options.istioNamespace, 'istio');
  return (await capture(live, partial, 'istio-config', async () => [await live.cluster.get(config)])) && isWhole;
}

async function capture(
  { cluster, report }: Live,
  partial: PartialFolder,
  file: string,
  fetch: () => Promise<readonly JsonObject[] | undefined>,
): Promise<boolean> {
  const path = `objects/${file}.json`;
  if (partial.isDone(path)) return true;
  const item = { path, kind: 'objects', of: 'cluster', source: `the API of ${cluster.name}`, at: toTime(new Date()) };
  try {
    const items = await fetch();
    if (items !== undefined) {
      partial.add(item, Buffer.from(`${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, undefined, 1)}\n`));
    }
    partial.done(path);
    return true;
  } catch (error) {
    if (!(error instanceof KubeApiError || error instanceof UserError)) throw error;
    // Who may not read the mesh's configuration, or has no Istio there, can do without.
    if (file === 'istio-config' && error instanceof KubeApiError && error.status === 404) return true;
    report(`${path} is not captured: ${error.message}`);
    partial.miss({ ...item, error: error.message });
    return false;
  }
}

async function listKind(
  { cluster, report }: Live,
  kind: CapturedKind,
  namespaces: readonly string[],
): Promise<readonly JsonObject[] | undefined> {
  for (const version of kind.versions) {
    try {
      return await cluster.list(kindPath(kind, version, undefined));
    } catch (error) {
      if (!(error instanceof KubeApiError)) throw error;
      if (error.status === 404) continue;
      if (error.status !== 403 || kind.isClusterWide === true) throw error;
      const lists = await Promise.all(namespaces.map((namespace) => cluster.list(kindPath(kind, version, namespace))));
      report(
        `${kind.resource} of all namespaces may not be listed: only those of ${namespaces.join(', ')} are captured`,
      );
      return lists.flat();
    }
  }
  return undefined;
}
