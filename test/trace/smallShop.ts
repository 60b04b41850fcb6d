import { fixtureFiles } from './fixtureFiles.js';
import type { Files } from './harness.js';

/** Who asks in the small shop. */
export const FRONTEND = 'web/frontend-7d9c6b5f4-2xkqp';

const PODS = [FRONTEND, 'web/catalog-v1-6b9f8d7c55-h7wzt', 'web/catalog-v2-5f4d9b8c66-kn8vd'];
const KEPT =
  /catalog|frontend|PassthroughCluster|BlackHoleCluster|inbound\||virtual|0\.0\.0\.0_8080|"8080"|kube-dns|"istio"/;

/** What of the shop a request from frontend to catalog comes by: small enough to be traced a thousand times. */
export function smallShop(): Files {
  const files = Object.entries(fixtureFiles('shop', PODS)).filter(
    ([path]) => !/listeners\.json$|clusters\.json$/.test(path),
  );
  return Object.fromEntries(
    files.map(([path, content]) => {
      if (path.endsWith('config_dump.json')) return [path, pruneDump(content as Dump)];
      return [path, path.startsWith('objects/') ? pruneObjects(content as ObjectList) : content];
    }),
  );
}

interface Dump {
  readonly configs: readonly Readonly<Record<string, unknown>>[];
}

interface ObjectList {
  readonly items: readonly { readonly kind: string; readonly metadata: unknown }[];
}

function pruneDump({ configs }: Dump): unknown {
  const isKept = (item: unknown): boolean => KEPT.test(JSON.stringify(item).slice(0, 300));
  return {
    configs: configs.map((section) =>
      Object.fromEntries(
        Object.entries(section).map(([key, value]) => [
          key,
          Array.isArray(value) ? value.filter(isKept) : pruneNode(value),
        ]),
      ),
    ),
  };
}

/** Of the bootstrap only who the proxy is. */
function pruneNode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('node' in value)) return value;
  return { node: value.node };
}

function pruneObjects(list: ObjectList): unknown {
  const items = list.items.filter(({ kind, metadata }) => kind === 'Namespace' || KEPT.test(JSON.stringify(metadata)));
  return { ...list, items };
}
