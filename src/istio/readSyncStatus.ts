import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../text/json/JsonValue.js';

/** How far a proxy has taken what was sent of one type. */
export type SyncState = 'SYNCED' | 'STALE' | 'NOT SENT' | 'ERROR';

/** What an istiod says of one proxy. */
export interface SyncStatus {
  /** `POD.NAMESPACE`. */
  readonly proxy: string;
  readonly cluster: string;
  readonly version: string;
  /** By type URL; types that the proxy has not subscribed to are not in it. */
  readonly types: ReadonlyMap<string, { readonly state: SyncState; readonly sentAt: string | undefined }>;
}

const PREFIX = 'type.googleapis.com/envoy.config.';

/** The types that every release names by fields of their own (pilot/pkg/xds/debug.go `SyncStatus`). */
const FIELDS: readonly (readonly [field: string, type: string, always: boolean])[] = [
  ['cluster', `${PREFIX}cluster.v3.Cluster`, true],
  ['listener', `${PREFIX}listener.v3.Listener`, true],
  ['endpoint', `${PREFIX}endpoint.v3.ClusterLoadAssignment`, false],
  ['route', `${PREFIX}route.v3.RouteConfiguration`, false],
  ['extensionconfig', `${PREFIX}core.v3.TypedExtensionConfig`, false],
];

/** The answer of `/debug/syncz`, of releases with `resources` (1.27+) and of older ones; `undefined`: it is none. */
export function readSyncStatus(value: JsonValue): readonly SyncStatus[] | undefined {
  if (value === null) return [];
  if (!isJsonArray(value)) return undefined;
  return value.filter(isJsonObject).map((one) => ({
    proxy: text(one.proxy),
    cluster: text(one.cluster_id),
    version: text(one.istio_version),
    types: isJsonObject(one.resources) ? readResources(one.resources) : readFields(one),
  }));
}

function readResources(resources: JsonObject): SyncStatus['types'] {
  return new Map(
    Object.entries(resources).flatMap(([type, one]) => {
      if (!isJsonObject(one)) return [];
      const sentAt = text(one.sentTime);
      const state = text(one.lastError) === '' ? stateOf(text(one.sent), text(one.acked)) : 'ERROR';
      return [[type, { state, sentAt: sentAt === '' ? undefined : sentAt }] as const];
    }),
  );
}

/** Of a type without a nonce nothing says whether it was subscribed to: all proxies subscribe to clusters and listeners. */
function readFields(one: JsonObject): SyncStatus['types'] {
  return new Map(
    FIELDS.flatMap(([field, type, always]) => {
      const [sent, acked] = [text(one[`${field}_sent`]), text(one[`${field}_acked`])];
      if (sent === '' && !always) return [];
      return [[type, { state: stateOf(sent, acked), sentAt: undefined }] as const];
    }),
  );
}

function stateOf(sent: string, acked: string): SyncState {
  if (sent === '') return 'NOT SENT';
  return sent === acked ? 'SYNCED' : 'STALE';
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
